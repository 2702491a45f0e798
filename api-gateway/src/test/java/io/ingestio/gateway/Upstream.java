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

/** A fake service that answers with its own name and records requests. */
final class Upstream implements AutoCloseable {

    /** A request with this header is read only after {@link #mayRead}. */
    static final String READS_LATER = "X-Read-Later";

    private final String name;
    private final DisposableServer server;

    final AtomicInteger calls = new AtomicInteger();
    final AtomicLong bytesRead = new AtomicLong();
    final AtomicReference<String> lastCall = new AtomicReference<>("");
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
        lastCall.set(request.method() + " " + request.uri());
        lastHeaders.set(request.requestHeaders().copy());
        response.header("X-Request-Id", "not-from-the-gateway");
        if (request.uri().endsWith("/slow")) {
            return Mono.delay(Duration.ofSeconds(20)).then();
        }
        if (request.uri().endsWith("/broken")) {
            return response.status(418).sendString(Mono.just("answer of " + name));
        }
        if (request.uri().contains("/erased/")) {
            return problem(response, 409, "user_erased");
        }
        if (request.uri().contains("/refused/")) {
            return problem(response, 403, "forbidden");
        }
        Mono<Void> gate = request.requestHeaders().contains(READS_LATER) ? mayRead.asMono() : Mono.empty();
        Mono<Void> body = gate.thenMany(Flux.defer(() -> request.receive()))
                .doOnNext(part -> bytesRead.addAndGet(part.readableBytes()))
                .then();
        return body.then(
                response.sendString(Mono.fromSupplier(() -> name + " " + request.method() + " " + request.uri()))
                        .then());
    }

    private static Publisher<Void> problem(HttpServerResponse response, int status, String code) {
        return response.status(status)
                .header("Content-Type", "application/problem+json")
                .sendString(Mono.just("{\"code\":\"" + code + "\",\"detail\":\"Why it was refused.\"}"));
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
