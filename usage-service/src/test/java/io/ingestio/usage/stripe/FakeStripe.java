package io.ingestio.usage.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Stripe's API as far as sessions go, on the loopback: remembers what it is asked, and answers a key as it did the first time. */
final class FakeStripe {

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    volatile int refuseWith = 0;

    record Asked(String path, String key, Map<String, String> form) {}

    private FakeStripe(HttpServer server) {
        this.server = server;
    }

    static FakeStripe start() {
        try {
            var fake = new FakeStripe(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            fake.server.createContext("/", fake::answer);
            fake.server.start();
            return fake;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked for a user, oldest first. */
    List<Asked> askedFor(String user) {
        return asked.stream()
                .filter(one -> user.equals(one.form().get("client_reference_id")))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(field -> decoded(field[0]), field -> decoded(field[1])));
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String path = exchange.getRequestURI().getPath();
        asked.add(new Asked(path, key, form));
        int status = refuseWith == 0 ? 200 : refuseWith;
        String answer = refuseWith == 0
                ? answers.computeIfAbsent(
                        key,
                        one -> "{\"id\":\"%s\",\"object\":\"session\",\"url\":\"https://pay.example.com/%s\"}"
                                .formatted(RunningBilling.id("cs"), RunningBilling.id("p")))
                : "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"resource_missing\",\"message\":\"No such sk_test_secret\"}}";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
