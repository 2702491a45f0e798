package io.ingestio.http.body;

import java.time.Duration;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets the sender of a body see an answer that comes before its end, such as a refusal before a file is received: the answer is sent at
 * once, the rest of the body is dropped for a while, and the connection is closed. Closed at once, the sender would meet a broken connection
 * instead of the answer; left open, the rest of the body would stand before the next request.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public class UnreadBodyFilter implements WebFilter {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(1);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!announcesBody(request.getHeaders())) {
            return chain.filter(exchange);
        }
        var body = new RequestBody(request.getBody());
        return chain.filter(exchange.mutate()
                .request(new ServerHttpRequestDecorator(request) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return Flux.from(body);
                    }
                })
                .response(new Answer(exchange.getResponse(), body))
                .build());
    }

    private static boolean announcesBody(HttpHeaders headers) {
        return headers.getContentLength() > 0 || headers.getFirst(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static final class Answer extends ServerHttpResponseDecorator {
        private final RequestBody request;

        private Answer(ServerHttpResponse response, RequestBody request) {
            super(response);
            this.request = request;
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return Mono.defer(() -> request.hasEnded() ? super.writeWith(body) : writeAndDropRest(body));
        }

        /** An answer without a body. */
        @Override
        public Mono<Void> setComplete() {
            return Mono.defer(() -> request.hasEnded() ? super.setComplete() : writeAndDropRest(Flux.empty()));
        }

        private Mono<Void> writeAndDropRest(Publisher<? extends DataBuffer> body) {
            getHeaders().set(HttpHeaders.CONNECTION, "close");
            Flux<Publisher<? extends DataBuffer>> answer = Flux.just(body);
            return super.writeAndFlushWith(
                    answer.concatWith(request.dropRest(LIMIT, SILENCE).thenMany(Flux.empty())));
        }
    }
}
