package io.ingestio.upload.batch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A usage service that admits every user unless the test sets another answer. */
final class FakeAdmissions implements AutoCloseable {

    private final HttpServer http;
    private volatile int status = 200;
    private volatile String refusal = "null";
    private volatile String wait = "null";
    private volatile long maxFileBytes = 52_428_800;

    FakeAdmissions() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/internal/admissions", this::answer);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    void admits() {
        status = 200;
        refusal = "null";
        wait = "null";
        maxFileBytes = 52_428_800;
    }

    void refuses(String code) {
        status = 200;
        refusal = "\"" + code + "\"";
    }

    void refuses(String code, int retryAfterSeconds) {
        refuses(code);
        wait = String.valueOf(retryAfterSeconds);
    }

    void admitsFilesOf(long bytes) {
        maxFileBytes = bytes;
    }

    void isDown() {
        status = 503;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = """
                    {"refusal":%s,"detail":"Upgrade.","tier":"plus","documentsPerBatch":25,"concurrentDocuments":16,
                     "maxFileBytes":%d,"pagesLeft":900,"retryAfterSeconds":%s}
                    """.formatted(refusal, maxFileBytes, wait).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
