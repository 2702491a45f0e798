package io.ingestio.usage.plan;

import io.ingestio.contracts.UsageEvent.SubscriptionChanged;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.usage.plan.SubscriptionTable.Standing;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Creates or changes a user's subscription, and publishes {@code subscription.changed} if tier or status change. Pages used in the
 * running period stay used: only the limit changes, unless the change starts another period.
 */
@Component
public class ChangeSubscription {

    private final SubscriptionTable subscriptions;
    private final Outbox outbox;
    private final Clock clock;

    ChangeSubscription(SubscriptionTable subscriptions, Outbox outbox, Clock clock) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * The change that was stored.
     *
     * @param before null for a user without one
     */
    public record Changed(@Nullable Subscription before, Subscription after) {}

    /** Empty if there is no such tier. Must run in a transaction of the service. */
    public Mono<Changed> to(Subscription wanted) {
        return decide(wanted.userId(), current -> Mono.just(wanted));
    }

    /**
     * As {@link #to}, for a change that depends on the current subscription, which is locked before the decision reads it.
     *
     * @param decision the new subscription for the current one; empty to leave it
     */
    public Mono<Changed> decide(String userId, Function<Optional<Subscription>, Mono<Subscription>> decision) {
        return subscriptions
                .lockStanding(userId)
                .flatMap(standing -> subscriptions
                        .find(userId)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(before -> decision.apply(before)
                                .flatMap(subscriptions::put)
                                .flatMap(after -> publishChange(standing, userId)
                                        .thenReturn(new Changed(before.orElse(null), after)))));
    }

    /** Subscriptions past their end whose status is still active or trialing. */
    public Flux<Subscription> ended(int limit) {
        return subscriptions.ended(limit);
    }

    private Mono<Void> publishChange(Standing before, String userId) {
        return subscriptions
                .standing(userId)
                .filter(after -> !after.equals(before))
                .flatMap(after -> outbox.append(new SubscriptionChanged(
                        userId, after.tier(), String.valueOf(after.status()), clock.instant())));
    }
}
