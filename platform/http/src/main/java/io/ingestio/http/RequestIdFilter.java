package io.ingestio.http;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives every request its identifier, before anything else looks at it, so that a refusal carries it too. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = RequestId.begin(exchange);
        ServerHttpResponse response = exchange.getResponse();
        // Last of all: behind a gateway, the service that answers sends the header as well.
        response.beforeCommit(
                () -> Mono.fromRunnable(() -> response.getHeaders().set(RequestId.HEADER, id)));
        ServerHttpRequest passedOn =
                exchange.getRequest().mutate().header(RequestId.HEADER, id).build();
        return chain.filter(exchange.mutate().request(passedOn).build());
    }
}
