package io.ingestio.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file's way to a server that loses connections. */
class DraftsTest {

    private static final String PATH = "/api/v1/content";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private HttpServer server;
    private int cuts;
    private int refusal;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(PATH, this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void lostConnectionGoesOnWhereItWas() throws IOException {
        cuts = 2;
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        var sent = new AtomicLong();
        send(content, sent);
        assertThat(received.toByteArray()).isEqualTo(content);
        assertThat(cuts).isZero();
        assertThat(sent).hasValue(content.length);
    }

    @Test
    void rejectedFileIsNotSentAgain() {
        refusal = 422;
        assertThatThrownBy(() -> send("x".getBytes(StandardCharsets.US_ASCII), new AtomicLong()))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(422));
    }

    private void send(byte[] content, AtomicLong sent) throws IOException {
        Path file = Files.write(folder.resolve("file.pdf"), content);
        var target = new Draft.File(UUID.randomUUID(), "file.pdf", "expected", null, null, PATH);
        new IngestioClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "token")
                .drafts()
                .send(target, file, sent::set);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Upload-Offset", String.valueOf(received.size()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        assertThat(exchange.getRequestHeaders().getFirst("Upload-Offset")).isEqualTo(String.valueOf(received.size()));
        try (InputStream body = exchange.getRequestBody()) {
            if (cuts > 0) {
                cuts--;
                received.writeBytes(body.readNBytes(100_000));
                exchange.close(); // without an answer: the connection is lost
                return;
            }
            received.writeBytes(body.readAllBytes());
        }
        exchange.sendResponseHeaders(refusal == 0 ? 204 : refusal, -1);
        exchange.close();
    }
}
