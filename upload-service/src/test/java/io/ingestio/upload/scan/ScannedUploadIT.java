package io.ingestio.upload.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.RunningUpload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Submissions to a service whose files are scanned by a real clamd; CI installs it. */
class ScannedUploadIT extends RunningUpload {

    private static final int PORT = ClamdServer.freePort();
    private static final Map<String, String> AUTO = Map.of("promptStrategy", "auto");

    @DynamicPropertySource
    static void scanner(DynamicPropertyRegistry registry) {
        registry.add("ingestio.upload.scan.clamd-host", () -> "127.0.0.1");
        registry.add("ingestio.upload.scan.clamd-port", () -> PORT);
    }

    @TempDir
    Path folder;

    @Test
    void infectedFileIsRejectedAndTheOthersPass() throws IOException {
        assumeTrue(ClamdServer.program().isPresent(), "clamd is not installed");
        user = "scanned";
        byte[] pdf = SampleFiles.textPdf("An invoice");
        byte[] infected = (new String(pdf, StandardCharsets.ISO_8859_1) + ClamdServer.EICAR)
                .getBytes(StandardCharsets.ISO_8859_1);
        try (var clamd = ClamdServer.start(folder, 100_000, PORT)) {
            byte[] large = Arrays.copyOf(pdf, 150_000);
            Answered answered = submit(
                    AUTO, new File("good.pdf", pdf), new File("bad.pdf", infected), new File("large.pdf", large));
            assertThat(answered.status()).isEqualTo(201);
            assertThat(answered.rejectedCodes()).containsExactly("virus_found", "not_scannable");
            assertThat(answered.body().path("documents")).hasSize(1);
        }
        Answered without = submit(AUTO, new File("good.pdf", pdf));
        assertThat(without.status()).isEqualTo(503);
        assertThat(without.code()).isEqualTo("scan_unavailable");
        assertThat(without.headers()).containsKey("Retry-After");
    }
}
