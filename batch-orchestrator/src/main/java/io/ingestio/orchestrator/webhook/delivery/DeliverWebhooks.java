package io.ingestio.orchestrator.webhook.delivery;

import io.ingestio.background.PollingLoop;
import io.ingestio.background.WakeUp;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.orchestrator.webhook.WebhookSettings;
import io.ingestio.orchestrator.webhook.delivery.DeliveryQueue.Claimed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The rounds of the sender: claims what is due into free slots and sends it without waiting for the answers. Endpoints are visited in turn,
 * and each user and endpoint has a share of the slots, so that a slow one delays itself alone.
 */
final class DeliverWebhooks implements PollingLoop.Round {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverWebhooks.class);
    private static final Duration SQL_LIMIT = Duration.ofSeconds(30);

    /** What a sender has for the statements around a call, before another one may claim its delivery. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(45);

    private final DeliveryQueue queue;
    private final EndpointClient client;
    private final EndDelivery endDelivery;
    private final WebhookSettings settings;
    private final Slots slots;
    private final WakeUp wakeUp;
    private final Tenancy tenancy;
    private final Clock clock;
    private final MeterRegistry meters;
    private UUID visited = DeliveryQueue.FIRST;
    private boolean claimedInPass;

    DeliverWebhooks(
            DeliveryQueue queue,
            EndpointClient client,
            EndDelivery endDelivery,
            WebhookSettings settings,
            WakeUp wakeUp,
            Tenancy tenancy,
            Clock clock,
            MeterRegistry meters) {
        this.queue = queue;
        this.client = client;
        this.endDelivery = endDelivery;
        this.settings = settings;
        this.slots = new Slots(settings.concurrency(), settings.perUser(), settings.perEndpoint());
        this.wakeUp = wakeUp;
        this.tenancy = tenancy;
        this.clock = clock;
        this.meters = meters;
    }

    /** Pauses while there is no free slot, and after a pass over all endpoints in which nothing could be claimed. */
    @Override
    public Duration run(boolean called) {
        if (slots.free() == 0) {
            return settings.poll();
        }
        Duration lease = settings.timeout().plus(LEASE_MARGIN);
        Claimed claimed =
                tenancy.statementAsService(queue.claim(visited, lease, slots)).block(SQL_LIMIT);
        if (claimed == null) {
            return settings.poll();
        }
        claimed.deliveries().forEach(this::send);
        claimedInPass |= !claimed.deliveries().isEmpty();
        visited = claimed.next().orElse(DeliveryQueue.FIRST);
        if (claimed.next().isPresent() || claimedInPass) {
            claimedInPass &= claimed.next().isPresent();
            return Duration.ZERO;
        }
        return settings.poll();
    }

    private void send(Delivery delivery) {
        slots.occupy(delivery);
        Instant begin = clock.instant();
        outcome(delivery)
                .flatMap(outcome -> {
                    meters.counter("ingestio.webhook.attempts", "outcome", outcome.meterTag())
                            .increment();
                    return endDelivery.end(delivery, outcome, Duration.between(begin, clock.instant()));
                })
                .doFinally(signal -> {
                    slots.release(delivery);
                    wakeUp.call();
                })
                .subscribe(
                        ended -> {},
                        failure -> LOG.warn(
                                "end of a webhook attempt not stored delivery={} attempt={} failure={}",
                                delivery.id(),
                                delivery.attempt(),
                                failure.toString()));
    }

    /** An endpoint that was disabled after its deliveries were queued is not called. */
    private Mono<Outcome> outcome(Delivery delivery) {
        return delivery.enabled()
                ? client.call(delivery)
                : Mono.fromSupplier(() -> Outcome.failed(ErrorCode.WEBHOOK_DISABLED));
    }
}
