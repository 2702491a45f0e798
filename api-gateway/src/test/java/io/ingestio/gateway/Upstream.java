package io.ingestio.gateway;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Stands in for a service: says its own name, and keeps what it was sent. */
final class Upstream implements AutoCloseable {

    private final String name;
    private final DisposableServer server;

    final AtomicInteger calls = new AtomicInteger();
    final AtomicLong bytesRead = new AtomicLong();
    final AtomicReference<HttpHeaders> lastHeaders = new AtomicReference<>();
    final Sinks.Empty<Void> mayRead = Sinks.empty();

    Upstream(String name) {
        this.name = name;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::answer)
                .bindNow(Duration.ofSeconds(10));
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        calls.incrementAndGet();
        lastHeaders.set(request.requestHeaders().copy());
        response.header("X-Request-Id", "not-the-one-of-the-gateway");
        if (request.uri().endsWith("/events")) {
            Flux<String> ticks =
                    Flux.interval(Duration.ZERO, Duration.ofMillis(400)).map(tick -> "data: " + tick + "\n\n");
            return response.sse().sendString(ticks, java.nio.charset.StandardCharsets.UTF_8);
        }
        if (request.uri().endsWith("/slow")) {
            return Mono.delay(Duration.ofSeconds(20)).then();
        }
        if (request.uri().endsWith("/broken")) {
            return response.status(418).sendString(Mono.just("own words of " + name));
        }
        Mono<Void> gate = request.uri().endsWith("/drafts") ? mayRead.asMono() : Mono.empty();
        Mono<Void> body = gate.thenMany(Flux.defer(() -> request.receive()))
                .doOnNext(part -> bytesRead.addAndGet(part.readableBytes()))
                .then();
        return body.then(
                response.sendString(Mono.fromSupplier(() -> name + " " + request.method() + " " + request.uri()))
                        .then());
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
