package io.ingestio.http;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem outside of controllers: from filters and in the gateway. */
public final class ProblemWriter {

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        return Mono.defer(() -> writeNow(exchange, problem));
    }

    private Mono<Void> writeNow(ServerWebExchange exchange, Problem problem) {
        var response = exchange.getResponse();
        byte[] body = json.writeValueAsBytes(problem.body(RequestId.of(exchange)));
        response.setStatusCode(problem.status());
        response.getHeaders().putAll(problem.headers());
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
