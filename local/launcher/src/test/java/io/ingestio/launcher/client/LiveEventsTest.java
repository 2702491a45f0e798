package io.ingestio.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveEventsTest {

    private static final UUID BATCH = UUID.randomUUID();

    private final List<String> resumedFrom = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void resumesAfterTheLastEventWhenCutOff() {
        server.createContext("/", exchange -> {
            String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            resumedFrom.add(String.valueOf(last));
            answer(
                    exchange,
                    200,
                    last == null
                            ? ": comment\n\n" + event("open", "7", "{\"resumed\":false}") + changes("8", "processing")
                            : event("open", "8", "{\"resumed\":true}") + changes("9", "completed"));
        });
        List<String> seen = new ArrayList<>();

        client().watch(BATCH, changes -> {
            seen.add(changes.batches().getFirst().status());
            return changes.batches().getFirst().isFinished();
        });

        assertThat(seen).containsExactly("processing", "completed");
        assertThat(resumedFrom).containsExactly("null", "8");
    }

    @Test
    void connectsAgainWhileAPartIsDown() {
        server.createContext("/", exchange -> {
            resumedFrom.add("");
            answer(exchange, resumedFrom.size() == 1 ? 503 : 200, changes("9", "completed"));
        });

        client().watch(BATCH, changes -> true);

        assertThat(resumedFrom).hasSize(2);
    }

    @Test
    void passesOnARefusal() {
        server.createContext(
                "/", exchange -> answer(exchange, 404, "{\"code\":\"not_found\",\"detail\":\"No batch.\"}"));

        assertThatThrownBy(() -> client().watch(BATCH, changes -> true))
                .isInstanceOf(ApiRefused.class)
                .hasMessageContaining("not_found");
    }

    private IngestioClient client() {
        return new IngestioClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "token");
    }

    private static String changes(String id, String status) {
        return event(
                "changes",
                id,
                "{\"batches\":[{\"id\":\"" + BATCH + "\",\"status\":\"" + status
                        + "\",\"cancelRequested\":false,\"documentCount\":1,\"completedCount\":0,\"failedCount\":0,"
                        + "\"cancelledCount\":0,\"totalPages\":1,\"unknown\":1}],\"documents\":[],\"deleted\":{}}");
    }

    private static String event(String type, String id, String data) {
        return "event:" + type + "\nid:" + id + "\ndata:" + data + "\n\n";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
