package io.ingestio.orchestrator.webhook.delivery;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.orchestrator.webhook.SecretVault;
import io.ingestio.orchestrator.webhook.WebhookSettings;
import io.ingestio.orchestrator.webhook.address.AllowedAddresses;
import io.ingestio.orchestrator.webhook.address.JudgingResolver;
import io.ingestio.orchestrator.webhook.address.UrlRejected;
import io.ingestio.orchestrator.webhook.address.UrlRules;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Calls endpoints. Each call has a connection of its own, to an address that was judged for it; there are no redirections, no proxy, no
 * repetition by the client. Of a response only the status counts: a little of the body is read, so that the endpoint can write it, and
 * dropped.
 */
@Component
class EndpointClient {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointClient.class);
    private static final String USER_AGENT = "IngestIO-Webhooks/1";
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration BODY_LIMIT = Duration.ofSeconds(2);
    private static final int MOST_BODY_BYTES = 4 * 1024;

    private final HttpClient http;
    private final UrlRules urls;
    private final SecretVault vault;
    private final Duration timeout;
    private final Clock clock;

    EndpointClient(
            AllowedAddresses addresses, UrlRules urls, SecretVault vault, WebhookSettings settings, Clock clock) {
        this.http = HttpClient.create(ConnectionProvider.newConnection())
                .protocol(HttpProtocol.HTTP11)
                .resolver(new JudgingResolver(addresses))
                .noProxy()
                .followRedirect(false)
                .disableRetry(true)
                .keepAlive(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_LIMIT.toMillis());
        this.urls = urls;
        this.vault = vault;
        this.timeout = settings.timeout();
        this.clock = clock;
    }

    /** Never fails: what went wrong is the outcome. The time-out ends with the status; the body has a limit of its own. */
    Mono<Outcome> call(Delivery delivery) {
        return Flux.defer(() -> post(delivery, urls.check(delivery.url()), clock.instant()))
                .timeout(Mono.delay(timeout), outcome -> Mono.never())
                .last()
                .onErrorResume(failure -> Mono.fromSupplier(() -> failed(delivery, failure)));
    }

    private Flux<Outcome> post(Delivery delivery, URI url, Instant now) {
        byte[] body = delivery.payload().getBytes(StandardCharsets.UTF_8);
        String signatures = signatures(delivery, now.getEpochSecond());
        return http.headers(
                        headers -> headers.set("webhook-id", delivery.eventId().toString())
                                .set("webhook-timestamp", Long.toString(now.getEpochSecond()))
                                .set("webhook-signature", signatures)
                                .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
                                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                                .set(HttpHeaderNames.CONTENT_LENGTH, body.length))
                .post()
                .uri(url)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .response((response, content) -> outcome(response, now).concatWith(drained(content)));
    }

    private String signatures(Delivery delivery, long timestamp) {
        String current = signature(delivery, delivery.secret(), timestamp);
        String previous = delivery.previousSecret();
        return previous == null ? current : current + " " + signature(delivery, previous, timestamp);
    }

    private String signature(Delivery delivery, String secret, long timestamp) {
        return vault.decrypt(secret, delivery.endpointId()).sign(delivery.eventId(), timestamp, delivery.payload());
    }

    private static Mono<Outcome> outcome(HttpClientResponse response, Instant now) {
        String retryAfter = response.responseHeaders().get(HttpHeaderNames.RETRY_AFTER);
        return Mono.just(Outcome.of(response.status().code(), RetryAfter.parse(retryAfter, now)));
    }

    /** Empty, however the body ends: one that is endless, slow or broken off changes nothing. */
    private static Mono<Outcome> drained(ByteBufFlux content) {
        return content.map(ByteBuf::readableBytes)
                .scan(Integer::sum)
                .takeUntil(bytes -> bytes >= MOST_BODY_BYTES)
                .then()
                .timeout(BODY_LIMIT)
                .onErrorComplete()
                .then(Mono.empty());
    }

    /** A fault of this installation is logged: a key that cannot read the secrets. What a receiver says is not. */
    private static Outcome failed(Delivery delivery, Throwable failure) {
        ErrorCode code = code(failure);
        if (failure instanceof IllegalStateException) {
            LOG.warn("webhook call failed delivery={} failure={}", delivery.id(), failure.toString());
        }
        return Outcome.failed(code);
    }

    private static ErrorCode code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UrlRejected rejected) {
                return rejected.code();
            }
            if (cause instanceof TimeoutException) {
                return ErrorCode.WEBHOOK_TIMEOUT;
            }
        }
        return ErrorCode.WEBHOOK_CONNECTION_FAILED;
    }
}
