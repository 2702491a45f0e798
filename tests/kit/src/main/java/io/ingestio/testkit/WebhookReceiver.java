package io.ingestio.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An endpoint on this machine that webhooks can be sent to. Answers 204 unless it was given other answers. */
public final class WebhookReceiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** One request. */
    public record Call(String path, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return String.join(", ", headers.getOrDefault(capitalized(name), List.of()));
        }

        /** The member {@code type} of the payload. */
        public boolean isOf(String type) {
            return body.startsWith("{\"type\":\"" + type + "\"");
        }

        private static String capitalized(String name) {
            return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }
    }

    private record Answer(int status, Map<String, String> headers) {}

    private WebhookReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    public static WebhookReceiver start() {
        try {
            return new WebhookReceiver(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The next calls get these answers. */
    public WebhookReceiver answers(int... statuses) {
        for (int status : statuses) {
            answers.add(new Answer(status, Map.of()));
        }
        return this;
    }

    public WebhookReceiver answers(int status, String header, String value) {
        answers.add(new Answer(status, Map.of(header, value)));
        return this;
    }

    /** Calls get no answer until {@link #release}. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    public void release() {
        gate.countDown();
    }

    /** In the order of their arrival, those without an answer too. */
    public List<Call> calls() {
        return calls;
    }

    public List<Call> calls(String type) {
        return calls.stream().filter(call -> call.isOf(type)).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(new Call(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
            gate.await();
            Answer answer = answers.poll();
            if (answer != null) {
                answer.headers().forEach(exchange.getResponseHeaders()::set);
            }
            exchange.sendResponseHeaders(answer == null ? 204 : answer.status(), -1);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
