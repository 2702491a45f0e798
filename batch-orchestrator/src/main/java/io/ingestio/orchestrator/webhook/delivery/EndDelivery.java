package io.ingestio.orchestrator.webhook.delivery;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.orchestrator.notice.QueueNotices;
import io.ingestio.orchestrator.webhook.EndpointTable;
import io.ingestio.orchestrator.webhook.delivery.RetryPolicy.Next;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends an attempt: the delivery, its log and the health of its endpoint change together, and so does what follows from them. */
@Component
class EndDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(EndDelivery.class);

    private final DeliveryQueue queue;
    private final EndpointTable endpoints;
    private final QueueNotices queueNotices;
    private final RetryPolicy policy;
    private final Tenancy tenancy;
    private final Clock clock;
    private volatile Instant lastAnswer = Instant.EPOCH; // of any receiver, to this process

    EndDelivery(
            DeliveryQueue queue,
            EndpointTable endpoints,
            QueueNotices queueNotices,
            RetryPolicy retryPolicy,
            Tenancy tenancy,
            Clock clock) {
        this.queue = queue;
        this.endpoints = endpoints;
        this.queueNotices = queueNotices;
        this.policy = retryPolicy;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Nothing changes if the sender lost its lease. */
    Mono<Void> end(Delivery delivery, Outcome outcome, Duration lasted) {
        Instant now = clock.instant();
        if (outcome.statusCode() != null) {
            lastAnswer = now;
        }
        Duration silence = Duration.between(lastAnswer, now);
        Next next = policy.after(delivery, outcome);
        Mono<Boolean> disabled = queue.end(delivery, outcome, next, lasted)
                .flatMap(health -> policy.disabling(outcome, health, silence)
                        .map(reason -> disable(delivery, reason))
                        .orElse(Mono.empty()));
        // After the commit: another sender may hold one of these deliveries and wait for the endpoint. Those that a
        // crash leaves are
        // ended one by one when they are claimed.
        return tenancy.asService(disabled)
                .flatMap(done -> tenancy.statementAsService(endpoints.failPending(delivery.endpointId())));
    }

    /** Empty if it was disabled before. */
    private Mono<Boolean> disable(Delivery delivery, ErrorCode reason) {
        return endpoints
                .disable(delivery.endpointId(), reason)
                .flatMap(url -> queueNotices
                        .endpointDisabled(delivery.userId(), url, reason)
                        .thenReturn(true))
                .doOnNext(done -> LOG.warn(
                        "webhook endpoint disabled endpoint={} failure={}", delivery.endpointId(), reason.wireName()));
    }
}
