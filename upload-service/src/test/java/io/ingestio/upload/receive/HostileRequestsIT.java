package io.ingestio.upload.receive;

import static io.ingestio.upload.receive.RawHttp.end;
import static io.ingestio.upload.receive.RawHttp.field;
import static io.ingestio.upload.receive.RawHttp.fileHead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.RunningUpload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Requests that no client sends by mistake: each ends in an answer of the 4xx or a closed connection, and leaves no file. */
@TestPropertySource(
        properties = {
            "ingestio.upload.idle-timeout=5s",
            "ingestio.upload.min-rate=1KB",
            "ingestio.upload.scratch-limit=4MB",
            "ingestio.upload.scratch=target/scratch-hostile"
        })
class HostileRequestsIT extends RunningUpload {

    private static final Path FILES = Path.of("target/scratch-hostile");
    private static final int SENDERS = 8;

    private final String token = RealParts.keys().token("mallory", Set.of());

    @AfterEach
    void nothingIsLeft() {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            assertThat(scratchFiles(FILES)).isEmpty();
            assertThat(scratch.heldBytes()).isZero();
            assertThat(scratch.heldMemory()).isZero();
        });
    }

    @Test
    void silentSendersEndInATimeout() throws IOException {
        List<RawHttp> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(new RawHttp(port)
                    .submission(token, "Content-Length: 100000")
                    .send(fileHead("files", "a.pdf") + "%PDF-"));
        }

        for (RawHttp sender : senders) {
            String answer = sender.answer();
            assertThat(answer).startsWith("HTTP/1.1 408").contains("upload_too_slow");
            sender.close();
        }
    }

    @Test
    void largeFieldsOfASlowSenderHoldNoMemory() throws IOException {
        try (var http = new RawHttp(port)) {
            http.submission(token, "Transfer-Encoding: chunked")
                    .chunk(field("perDocumentPrompts", "x".repeat(1_000_000)))
                    .chunk(fileHead("files", "a.pdf"))
                    .chunk("%PDF-1.7");

            await().atMost(Duration.ofSeconds(20)).until(() -> scratch.heldBytes() >= 1_000_000);
            await().atMost(Duration.ofSeconds(20)).until(() -> scratch.heldMemory() < 100_000);
        }
    }

    @Test
    void senderOfAByteASecondEndsInATimeout() throws Exception {
        try (var http = new RawHttp(port)) {
            http.submission(token, "Transfer-Encoding: chunked").chunk(fileHead("files", "a.pdf"));
            Thread drip = Thread.ofVirtual().start(() -> drip(http));

            assertThat(http.status()).isEqualTo(408);
            drip.join(Duration.ofSeconds(30));
        }
    }

    private static void drip(RawHttp http) {
        try {
            for (int i = 0; i < 100; i++) {
                http.chunk("x");
                Thread.sleep(200);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt(); // the connection is closed: what the test waits for
        }
    }

    @Test
    void endlessBodyEndsIn413() throws IOException {
        USAGE.allowsDocuments(1);
        try (var http = new RawHttp(port)) {
            http.submission(token, "Transfer-Encoding: chunked").chunk(fileHead("files", "a.pdf"));

            sendUntilClosed(http);

            assertThat(http.status()).isIn(413, 0); // 0: closed while the test was still sending
        }
    }

    @Test
    void lengthBeyondAllFilesIsRefusedAtOnce() throws IOException {
        USAGE.allowsDocuments(1);
        try (var http = new RawHttp(port)) {
            http.submission(token, "Content-Length: 99999999999");

            assertThat(http.answer()).startsWith("HTTP/1.1 413").contains("request_too_large");
        }
    }

    @Test
    void tenThousandPartsEndIn422() throws IOException {
        try (var http = new RawHttp(port)) {
            http.submission(token, "Transfer-Encoding: chunked");
            StringBuilder parts = new StringBuilder();
            for (int i = 0; i < 10_000; i++) {
                parts.append(fileHead("files", "a.pdf")).append("x\r\n");
            }
            try {
                http.chunk(parts.toString()).chunk(end()).send("0\r\n\r\n");
            } catch (IOException e) {
                // the server has answered and closed
            }

            assertThat(http.status()).isIn(422, 0);
        }
    }

    @Test
    void partWithoutEndIsA400() throws IOException {
        String body = field("promptStrategy", "auto") + fileHead("files", "a.pdf") + "%PDF-1.7 and then";
        try (var http = new RawHttp(port)) {
            http.submission(token, "Content-Length: " + body.length()).send(body);

            assertThat(http.answer()).startsWith("HTTP/1.1 400").contains("bad_request");
        }
    }

    @Test
    void unknownFieldsAndPartsAreRefused() throws IOException {
        for (String part : List.of(
                field("surprise", "x"),
                fileHead("attachments", "a.pdf") + "%PDF-\r\n",
                field("promptStrategy", "auto") + field("promptStrategy", "auto"),
                field("files", "no filename"))) {
            String body = part + end();
            try (var http = new RawHttp(port)) {
                http.submission(token, "Content-Length: " + body.length()).send(body);

                assertThat(http.answer()).as(part).startsWith("HTTP/1.1 422").contains("invalid_request");
            }
        }
    }

    @Test
    void unknownFieldIsNamed() throws IOException {
        String body = field("surprise", "x") + end();
        try (var http = new RawHttp(port)) {
            http.submission(token, "Content-Length: " + body.length()).send(body);

            assertThat(http.answer()).contains("A submission has no field surprise. Its fields are promptStrategy, ");
        }
    }

    @Test
    void fieldBeyondItsBoundEndsIn413() throws IOException {
        String body = field("batchName", "n".repeat(100_000)) + end();
        try (var http = new RawHttp(port)) {
            http.submission(token, "Content-Length: " + body.length()).send(body);

            assertThat(http.answer()).startsWith("HTTP/1.1 413").contains("request_too_large");
        }
    }

    @Test
    void fullScratchSpaceIsA503WithRetryAfter() throws IOException {
        byte[] half = new byte[300 * 1024];
        List<RawHttp> senders = new ArrayList<>();
        for (int i = 0; i < 6; i++) { // one user may have half of 4 MB
            var http = new RawHttp(port).submission(token, "Transfer-Encoding: chunked");
            senders.add(http.chunk(fileHead("files", "a.pdf")).chunk(half));
        }
        // The parser keeps the last buffer back.
        await().until(() -> scratch.heldBytes() >= 6L * (half.length - 70 * 1024));

        try (var http = new RawHttp(port)) {
            http.submission(token, "Content-Length: 900000");
            assertThat(http.answer())
                    .startsWith("HTTP/1.1 503")
                    .contains("scratch_full")
                    .containsIgnoringCase("Retry-After: 5");
        }
        user = "bob-of-the-other-half";
        assertThat(submit(Map.of("promptStrategy", "auto"), new File("b.pdf", SampleFiles.pdf(1)))
                        .status())
                .isEqualTo(201);
        senders.forEach(RawHttp::close);
    }

    @Test
    void disconnectsLeaveNothing() throws IOException {
        String name = "gone";
        String tokenOfGone = RealParts.keys().token(name, Set.of());
        for (int i = 0; i < 100; i++) {
            var http = new RawHttp(port).submission(tokenOfGone, "Transfer-Encoding: chunked");
            http.chunk(field("promptStrategy", "auto") + fileHead("files", "a.pdf"))
                    .chunk(new byte[2048]);
            http.close();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> scratch.heldBytes() == 0);
        assertThat(count("select count(*) from batches where user_id = '" + name + "'"))
                .isZero();
        assertThat(count("select count(*) from object_intents where user_id = '" + name + "'"))
                .isZero();
    }

    /** The server drops what comes after its answer, for ten seconds at most. */
    private static void sendUntilClosed(RawHttp http) {
        byte[] bytes = new byte[64 * 1024];
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        try {
            while (Instant.now().isBefore(end)) {
                http.chunk(bytes);
            }
            throw new AssertionError("the server received for a minute");
        } catch (IOException e) {
            // closed by the server: what the test waits for
        }
    }
}
