package io.ingestio.http;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Assigns the request id before any other filter runs, so that every error answer carries it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = RequestId.begin(exchange);
        ServerHttpResponse response = exchange.getResponse();
        // Set at commit: in the gateway, the forwarded answer has the header too.
        response.beforeCommit(
                () -> Mono.fromRunnable(() -> response.getHeaders().set(RequestId.HEADER, id)));
        ServerHttpRequest passedOn =
                exchange.getRequest().mutate().header(RequestId.HEADER, id).build();
        return chain.filter(exchange.mutate().request(passedOn).build());
    }
}
