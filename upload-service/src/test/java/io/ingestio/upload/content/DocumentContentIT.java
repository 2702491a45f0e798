package io.ingestio.upload.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.objectstore.ObjectStore;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.upload.RunningUpload;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** A user gets back the file that was submitted, or a part of it, and never a damaged one. */
@TestPropertySource(properties = {"ingestio.content.slow-reader=1s", "ingestio.upload.max-file-size=30MB"})
class DocumentContentIT extends RunningUpload {

    private static final byte[] PDF = SampleFiles.pdf(3);

    @Autowired
    ObjectStore store;

    private UUID document;
    private Answered batch;

    @BeforeEach
    void submitOne() {
        batch = submit(
                Map.of("promptStrategy", "auto"),
                new File("Übersicht \"1\".pdf", PDF),
                new File("no.pdf", SampleFiles.text()));
        document =
                UUID.fromString(batch.body().path("documents").get(0).path("id").asString());
    }

    @Test
    void givesTheFileBack() {
        EntityExchangeResult<byte[]> answer = get("alice", Map.of());
        assertThat(answer.getStatus().value()).isEqualTo(200);
        assertThat(answer.getResponseBody()).isEqualTo(PDF);
        HttpHeaders headers = answer.getResponseHeaders();
        assertThat(headers.getFirst("Content-Type")).isEqualTo("application/pdf");
        assertThat(headers.getFirst("Content-Disposition"))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''%C3%9Cbersicht%20%221%22.pdf");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("Content-Security-Policy")).startsWith("sandbox");
        assertThat(headers.getFirst("Accept-Ranges")).isEqualTo("bytes");
        assertThat(headers.getContentLength()).isEqualTo(PDF.length);
        EntityExchangeResult<byte[]> known = get("alice", Map.of("If-None-Match", headers.getETag()));
        assertThat(known.getStatus().value()).isEqualTo(304);
        assertThat(known.getResponseBody()).isNull();
    }

    @Test
    void givesARangeOfTheFile() {
        EntityExchangeResult<byte[]> part = get("alice", Map.of("Range", "bytes=10-19"));
        assertThat(part.getStatus().value()).isEqualTo(206);
        assertThat(part.getResponseBody()).isEqualTo(Arrays.copyOfRange(PDF, 10, 20));
        assertThat(part.getResponseHeaders().getFirst("Content-Range")).isEqualTo("bytes 10-19/" + PDF.length);
        assertThat(get("alice", Map.of("Range", "bytes=10-19", "If-Range", "\"other\""))
                        .getResponseBody())
                .isEqualTo(PDF);
        EntityExchangeResult<byte[]> beyond = get("alice", Map.of("Range", "bytes=99999999-"));
        assertThat(beyond.getStatus().value()).isEqualTo(416);
        assertThat(beyond.getResponseHeaders().getFirst("Content-Range")).isEqualTo("bytes */" + PDF.length);
        assertThat(json.readTree(beyond.getResponseBody()).path("code").asString())
                .isEqualTo("range_not_satisfiable");
    }

    @Test
    void foreignRejectedAndDeletedFilesAreUnknown() {
        assertThat(get("mallory", Map.of()).getStatus().value()).isEqualTo(404);
        document =
                UUID.fromString(batch.body().path("rejected").get(0).path("id").asString());
        assertThat(get("alice", Map.of()).getStatus().value()).isEqualTo(404);
        submitOne();
        change("update documents set deleted_at = now() where id = '" + document + "'");
        assertThat(get("alice", Map.of()).getStatus().value()).isEqualTo(404);
    }

    @Test
    void damagedFileIsAnErrorButItsRangesAreReadable() {
        byte[] damaged = PDF.clone();
        damaged[PDF.length / 2]++;
        store.put(keyOf(document), damaged, "application/pdf").block();
        assertThat(get("alice", Map.of()).getStatus().value()).isEqualTo(500);
        assertThat(get("alice", Map.of("Range", "bytes=0-")).getStatus().value())
                .isEqualTo(500);
        assertThat(get("alice", Map.of("Range", "bytes=0-4")).getStatus().value())
                .isEqualTo(206);
    }

    @Test
    void slowReaderLosesItsConnection() throws IOException {
        byte[] large = Arrays.copyOf(PDF, 25 << 20);
        Answered submitted = submit(Map.of("promptStrategy", "auto"), new File("large.pdf", large));
        UUID id = UUID.fromString(
                submitted.body().path("documents").get(0).path("id").asString());
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.getOutputStream()
                    .write(("GET /api/v1/documents/" + id
                                    + "/content HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + RealParts.keys().token("alice", Set.of()) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            var pause = Mono.delay(Duration.ofSeconds(6));
            pause.block();
            assertThat(bytesUntilTheEnd(in)).isLessThan(large.length);
        }
    }

    /** A reset is an end, too. */
    private static long bytesUntilTheEnd(InputStream in) {
        long count = 0;
        byte[] buffer = new byte[1 << 16];
        try {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                count += length;
            }
        } catch (IOException e) {
            return count;
        }
        return count;
    }

    private EntityExchangeResult<byte[]> get(String user, Map<String, String> headers) {
        WebTestClient.RequestHeadersSpec<?> request =
                client(RealParts.keys().token(user, Set.of())).get().uri("/api/v1/documents/{id}/content", document);
        headers.forEach(request::header);
        return request.exchange().expectBody().returnResult();
    }

    private String keyOf(UUID id) {
        return tenancy.statementAsService(sql.sql("select object_key from documents where id = :id")
                        .bind("id", id)
                        .mapValue(String.class)
                        .one())
                .block();
    }

    private void change(String statement) {
        tenancy.statementAsService(sql.sql(statement).then()).block();
    }
}
