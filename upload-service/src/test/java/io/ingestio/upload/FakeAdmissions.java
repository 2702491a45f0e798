package io.ingestio.upload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A usage service that admits every user unless the test sets another answer. */
public final class FakeAdmissions implements AutoCloseable {

    private final HttpServer http;
    private volatile int status = 200;
    private volatile String refusal = "null";
    private volatile String wait = "null";
    private volatile long maxFileBytes = 52_428_800;
    private volatile int documentsPerBatch = 25;
    private volatile long pagesLeft = 900;
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger admissions = new AtomicInteger();

    FakeAdmissions() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/internal/admissions", this::answer);
        http.start();
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    public void admits() {
        status = 200;
        refusal = "null";
        wait = "null";
        maxFileBytes = 52_428_800;
        documentsPerBatch = 25;
        pagesLeft = 900;
        looks.set(0);
        admissions.set(0);
    }

    /** Calls that only asked. */
    public int looks() {
        return looks.get();
    }

    /** Calls that counted against the rate. */
    public int admissions() {
        return admissions.get();
    }

    public void leavesPages(long pages) {
        pagesLeft = pages;
    }

    public void allowsDocuments(int number) {
        documentsPerBatch = number;
    }

    public void refuses(String code) {
        status = 200;
        refusal = "\"" + code + "\"";
    }

    public void refuses(String code, int retryAfterSeconds) {
        refuses(code);
        wait = String.valueOf(retryAfterSeconds);
    }

    public void admitsFilesOf(long bytes) {
        maxFileBytes = bytes;
    }

    public void isDown() {
        status = 503;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            (asked.contains("\"look\":true") ? looks : admissions).incrementAndGet();
            byte[] body = """
                    {"refusal":%s,"detail":"Upgrade.","tier":"plus","documentsPerBatch":%d,"concurrentDocuments":16,
                     "maxFileBytes":%d,"pagesLeft":%d,"retryAfterSeconds":%s}
                    """.formatted(refusal, documentsPerBatch, maxFileBytes, pagesLeft, wait)
                    .getBytes(StandardCharsets.UTF_8);
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
