package io.ingestio.tenancy.http;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem where no controller is reached: the security filters. */
final class ProblemWriter implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

    private final JsonMapper json;
    private final List<ServerAccessDeniedHandler> watchers;

    /**
     * @param watchers are told of each caller whose token does not allow the call, before the answer is written; one that fails
     *                 does not keep the answer back
     */
    ProblemWriter(JsonMapper json, List<ServerAccessDeniedHandler> watchers) {
        this.json = json;
        this.watchers = watchers;
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        exchange.getResponse().getHeaders().set("WWW-Authenticate", "Bearer");
        return write(exchange, Problem.of(HttpStatus.UNAUTHORIZED, "unauthorized", "A valid bearer token is needed."));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return Flux.fromIterable(watchers)
                .concatMap(watcher -> watcher.handle(exchange, denied))
                .onErrorResume(failure -> {
                    LOG.error("request {} was refused, which could not be noted", RequestId.of(exchange), failure);
                    return Mono.empty();
                })
                .then(write(exchange, Problem.of(HttpStatus.FORBIDDEN, "forbidden", "This token does not allow that.")));
    }

    private Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        return Mono.defer(() -> writeNow(exchange, problem));
    }

    private Mono<Void> writeNow(ServerWebExchange exchange, Problem problem) {
        var response = exchange.getResponse();
        response.setStatusCode(problem.status());
        response.getHeaders().putAll(problem.headers());
        return response.writeWith(Mono.fromSupplier(() ->
                response.bufferFactory().wrap(json.writeValueAsBytes(problem.body(RequestId.of(exchange))))));
    }
}
