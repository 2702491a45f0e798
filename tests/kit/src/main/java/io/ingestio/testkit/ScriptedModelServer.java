package io.ingestio.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A model behind OpenAI's chat API ({@code POST /v1/chat/completions}) with scripted replies and latencies.
 * It records every call and holds thousands of open calls, each on a virtual thread.
 *
 * <p>A script belongs to a document by a marker, a text that only this document contains. Its replies go out in order,
 * the last one for good. Calls that no script matches get the usual reply.
 */
public final class ScriptedModelServer implements AutoCloseable {
    private static final int BACKLOG = 4_096;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<ModelCall> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile ModelReply usual = ModelReply.json("{}");
    private volatile Supplier<Duration> latency = () -> Duration.ZERO;

    private ScriptedModelServer(HttpServer http) {
        this.http = http;
    }

    public static ScriptedModelServer start() {
        return start(0);
    }

    /** @param port on 127.0.0.1; 0 for a free one */
    public static ScriptedModelServer start(int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var server = new ScriptedModelServer(HttpServer.create(address, BACKLOG));
            server.http.setExecutor(server.threads);
            server.http.createContext("/v1/chat/completions", server::serve);
            server.http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code ingestio.model.base-url} is set to: ends in {@code /v1}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/v1");
    }

    /** The reply to every call that no script matches. */
    public ScriptedModelServer usually(ModelReply reply) {
        usual = reply;
        return this;
    }

    /** How long every reply takes, asked anew for each call. */
    public ScriptedModelServer latency(Supplier<Duration> duration) {
        latency = duration;
        return this;
    }

    public ScriptedModelServer latency(Duration duration) {
        return latency(() -> duration);
    }

    /** The replies to calls whose text contains the marker: one a call, in this order, the last one for good. */
    public ScriptedModelServer onDocument(String marker, ModelReply... replies) {
        scripts.put(marker, new Script(List.of(replies)));
        return this;
    }

    /** All calls so far, in order of arrival. */
    public List<ModelCall> calls() {
        return List.copyOf(calls);
    }

    /** The calls whose text contains this marker, scripted or not. */
    public List<ModelCall> callsWith(String marker) {
        return calls.stream().filter(call -> call.text().contains(marker)).toList();
    }

    /** Calls that wait for their reply now. */
    public int open() {
        return open.get();
    }

    /** The most calls that were ever open at once. */
    public int mostConcurrent() {
        return calls.stream().mapToInt(ModelCall::concurrent).max().orElse(0);
    }

    /** Forgets scripts and calls; latency and usual reply stay. */
    public void reset() {
        scripts.clear();
        calls.clear();
    }

    /** Ends all open calls without a reply. */
    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        int concurrent = open.incrementAndGet();
        try (exchange) {
            String text = ChatWire.textOf(exchange.getRequestBody());
            Optional<Map.Entry<String, Script>> script = scripts.entrySet().stream()
                    .filter(entry -> text.contains(entry.getKey()))
                    .findFirst();
            log(text, script.map(Map.Entry::getKey), concurrent);
            ModelReply reply = script.map(entry -> entry.getValue().next()).orElse(usual);
            send(exchange, reply, latency.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.decrementAndGet();
        }
    }

    private synchronized void log(String text, Optional<String> document, int concurrent) {
        calls.add(new ModelCall(calls.size() + 1, Instant.now(), text, document, concurrent));
    }

    private void send(HttpExchange exchange, ModelReply reply, Duration delay)
            throws IOException, InterruptedException {
        if (reply instanceof ModelReply.Late(Duration own, ModelReply late)) {
            send(exchange, late, own);
            return;
        }
        boolean endedWhileWaiting =
                reply instanceof ModelReply.Hang ? await() : closed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        if (!endedWhileWaiting) {
            ChatWire.write(exchange, reply);
        }
    }

    private boolean await() throws InterruptedException {
        closed.await();
        return true;
    }

    private record Script(List<ModelReply> replies, AtomicInteger sent) {
        Script(List<ModelReply> replies) {
            this(replies, new AtomicInteger());
        }

        ModelReply next() {
            return replies.get(Math.min(sent.getAndIncrement(), replies.size() - 1));
        }
    }
}
