package io.ingestio.openapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Compares every call through the gateway of a journey with the OpenAPI document. */
@AutoConfiguration
@ConditionalOnProperty(name = "spring.application.name", havingValue = "api-gateway")
public class CheckedGateway {

    private static final Queue<String> DIFFERENCES = new ConcurrentLinkedQueue<>();
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /** What differed since the last call. */
    public static List<String> removeDifferences() {
        List<String> differences = List.copyOf(DIFFERENCES);
        DIFFERENCES.clear();
        return differences;
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter compareWithDocument() {
        return new Compare(new ApiContract(OpenApiTest.committed()));
    }

    private record Compare(ApiContract contract) implements WebFilter {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            if (!exchange.getRequest().getPath().value().startsWith("/api/v1/")) {
                return chain.filter(exchange);
            }
            var asked = new Copy();
            var answered = new Copy();
            var watched = exchange.mutate()
                    .request(new ServerHttpRequestDecorator(exchange.getRequest()) {
                        @Override
                        public Flux<DataBuffer> getBody() {
                            return isJson(getHeaders()) ? super.getBody().doOnNext(asked::add) : super.getBody();
                        }
                    })
                    .response(new ServerHttpResponseDecorator(exchange.getResponse()) {
                        @Override
                        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
                            return super.writeWith(
                                    isJson(getHeaders()) ? Flux.from(body).doOnNext(answered::add) : body);
                        }
                    })
                    .build();
            return chain.filter(watched).doOnSuccess(done -> compare(watched, asked, answered));
        }

        private void compare(ServerWebExchange exchange, Copy asked, Copy answered) {
            HttpStatusCode status = exchange.getResponse().getStatusCode();
            MediaType type = exchange.getResponse().getHeaders().getContentType();
            DIFFERENCES.addAll(contract.differences(new ApiContract.Exchange(
                    exchange.getRequest().getMethod().name(),
                    exchange.getRequest().getPath().value(),
                    List.copyOf(exchange.getRequest().getQueryParams().keySet()),
                    asked.text(),
                    status == null ? 200 : status.value(),
                    type == null ? "" : type.getType() + "/" + type.getSubtype(),
                    answered.text())));
        }

        private static boolean isJson(HttpHeaders headers) {
            MediaType type = headers.getContentType();
            return type != null && type.getSubtype().endsWith("json");
        }
    }

    /** A body that passes by, up to a limit. */
    private static final class Copy {
        private @Nullable ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void add(DataBuffer buffer) {
            if (bytes == null || bytes.size() + buffer.readableByteCount() > MOST_BYTES) {
                bytes = null;
                return;
            }
            byte[] copy = new byte[buffer.readableByteCount()];
            buffer.toByteBuffer().get(copy);
            bytes.writeBytes(copy);
        }

        Optional<String> text() {
            return bytes == null || bytes.size() == 0
                    ? Optional.empty()
                    : Optional.of(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
