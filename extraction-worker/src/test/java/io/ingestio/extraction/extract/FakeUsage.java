package io.ingestio.extraction.extract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A usage service with scripted answers that records the requested reservations. */
final class FakeUsage implements AutoCloseable {

    private final HttpServer http;
    private final Queue<String> reservations = new ConcurrentLinkedQueue<>();
    private volatile String state = "reserved";
    private volatile int status = 200;
    private volatile String limitedBy = "period";

    FakeUsage() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/internal/reservations/", this::answer);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    void answers(int newStatus, String newState) {
        limitedBy = "period";
        status = newStatus;
        state = newState;
    }

    /** Not enough pages are left today. */
    void answersDailyLimit() {
        answers(200, "insufficient");
        limitedBy = "day";
    }

    List<String> reservations() {
        return List.copyOf(reservations);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String id = exchange.getRequestURI().getPath().replaceAll(".*/", "");
            exchange.getRequestBody().readAllBytes();
            reservations.add(id);
            byte[] body = ("{\"id\":\"" + id + "\",\"state\":\"" + state + "\",\"pagesLeft\":3,\"limitedBy\":\""
                            + limitedBy + "\"}")
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
