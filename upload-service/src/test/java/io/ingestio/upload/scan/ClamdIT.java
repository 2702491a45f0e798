package io.ingestio.upload.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ingestio.upload.scan.VirusScan.Result;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** The adapter with a real clamd; CI installs it. */
class ClamdIT {

    private static final long LARGEST = 500_000;

    @TempDir
    Path folder;

    private ClamdServer server;
    private Clamd clamd;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(ClamdServer.program().isPresent(), "clamd is not installed");
        server = ClamdServer.start(folder, LARGEST);
        clamd = at(server.port());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            clamd.close();
            server.close();
        }
    }

    @Test
    void signatureIsFoundWhereverItIs() throws IOException {
        assertThat(scan(ClamdServer.EICAR)).isEqualTo(Result.INFECTED);
        assertThat(scan("x".repeat(200_000) + ClamdServer.EICAR + "x")).isEqualTo(Result.INFECTED);
        assertThat(scan("an invoice")).isEqualTo(Result.CLEAN);
        assertThat(scan("")).isEqualTo(Result.CLEAN);
    }

    @Test
    void manyFilesAtOnceGetTheirOwnAnswers() throws IOException {
        Path infected = write(ClamdServer.EICAR);
        Path clean = write("an invoice");
        List<Result> results = Flux.range(0, 40)
                .flatMapSequential(i -> clamd.scan(i % 2 == 0 ? infected : clean), 40)
                .collectList()
                .block(Duration.ofMinutes(1));
        assertThat(results).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertThat(results.get(i)).isEqualTo(i % 2 == 0 ? Result.INFECTED : Result.CLEAN);
        }
    }

    /** Without AlertExceedsMax the scanner answers OK for what it has not read. */
    @Test
    void fileThatWasNotReadWholeIsNotClean() throws IOException {
        assertThat(scan("x".repeat((int) LARGEST + 1) + ClamdServer.EICAR)).isEqualTo(Result.NOT_SCANNED_WHOLE);
    }

    @Test
    void fileBeyondTheStreamsLimitIsNotClean() throws IOException {
        Path file = write("x".repeat(3_000_000));
        assertThatThrownBy(() -> clamd.scan(file).block()).isInstanceOf(ScanUnavailable.class);
        assertThat(scan("an invoice")).isEqualTo(Result.CLEAN);
    }

    @Test
    void nothingIsCleanWithoutAScanner() throws IOException {
        Path file = write("an invoice");
        server.close();
        assertThatThrownBy(() -> clamd.scan(file).block()).isInstanceOf(ScanUnavailable.class);
    }

    @Test
    void scannerThatNeverAnswersIsGivenUp() throws IOException {
        try (var silent = new ServerSocket(0);
                var waiting = at(silent.getLocalPort())) {
            Path file =
                    write("x".repeat(8_000_000)); // more than fits into the buffers of a connection that is not read
            assertThatThrownBy(() -> waiting.scan(file).block(Duration.ofSeconds(30)))
                    .isInstanceOf(ScanUnavailable.class);
        }
    }

    private static Clamd at(int port) {
        return new Clamd(new ScanSettings("127.0.0.1", port, Duration.ofSeconds(5), 4));
    }

    private Result scan(String content) throws IOException {
        return clamd.scan(write(content)).block();
    }

    private Path write(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "file", ""), content, StandardCharsets.US_ASCII);
    }
}
