package io.ingestio.usage.stripe.webhook;

import io.ingestio.database.Tenancy;
import io.ingestio.usage.stripe.event.EventType;
import io.ingestio.usage.stripe.event.Outcome;
import io.ingestio.usage.stripe.event.StripeEvent;
import io.ingestio.usage.stripe.webhook.WebhookLogTable.Logged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Stores an event, then applies it: stored in a transaction of its own, so that a failure cannot lose it; applied in one transaction
 * with its status in the log, so that it is applied once.
 */
@Component
class ReceiveStripeEvent {

    static final String DUPLICATE = "duplicate";

    private static final Logger LOG = LoggerFactory.getLogger(ReceiveStripeEvent.class);
    private static final int LONGEST_ERROR = 500;

    private final WebhookLogTable log;
    private final ApplyStripeEvent applyStripeEvent;
    private final Tenancy tenancy;

    ReceiveStripeEvent(WebhookLogTable log, ApplyStripeEvent applyStripeEvent, Tenancy tenancy) {
        this.log = log;
        this.applyStripeEvent = applyStripeEvent;
        this.tenancy = tenancy;
    }

    /** Answers applied, ignored, flagged or {@value #DUPLICATE}; a failure is recorded in the log and rethrown. */
    Mono<String> receive(StripeEvent event, String payload) {
        return tenancy.statementAsService(log.insert(event, payload)).then(apply(event.id()));
    }

    /** As {@link #receive}, for an event in the log; empty for an unknown one. */
    Mono<String> apply(String eventId) {
        return tenancy.asService(log.lock(eventId).flatMap(this::applyOnce))
                .onErrorResume(failure -> recordFailure(eventId, failure).then(Mono.error(failure)));
    }

    private Mono<String> applyOnce(Logged logged) {
        if (logged.isApplied()) {
            return Mono.just(DUPLICATE);
        }
        StripeEvent event = StripeEvent.parse(logged.payload());
        return apply(event)
                .flatMap(outcome ->
                        applyWaiting(event).thenReturn(outcome.status().wireName()));
    }

    private Mono<Outcome> apply(StripeEvent event) {
        return applyStripeEvent
                .apply(event)
                .flatMap(outcome -> log.done(event.id(), outcome).thenReturn(outcome));
    }

    /** Flagged events of the same customer may have waited for this one, which names the user. */
    private Mono<Void> applyWaiting(StripeEvent event) {
        String customer = event.customer();
        return customer == null || EventType.of(event.type()).isEmpty()
                ? Mono.empty()
                : log.lockFlagged(customer, event.id())
                        .collectList()
                        .flatMapIterable(waiting -> waiting)
                        .concatMap(waiting -> apply(StripeEvent.parse(waiting.payload())))
                        .then();
    }

    private Mono<Void> recordFailure(String eventId, Throwable failure) {
        String error = String.valueOf(failure);
        LOG.error("Stripe event not applied event={} failure={}", eventId, error);
        String kept = error.substring(0, Math.min(error.length(), LONGEST_ERROR));
        return tenancy.statementAsService(log.failed(eventId, kept)).onErrorComplete();
    }
}
