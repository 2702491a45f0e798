package io.ingestio.usage.plan;

import io.ingestio.contracts.UsageEvent.SubscriptionChanged;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.usage.plan.SubscriptionTable.Standing;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Gives a user a subscription, or changes it, and publishes {@code subscription.changed} where that changes what holds for them.
 * The pages used in the running period stay used: only the limit changes, unless the wish brings another period.
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
     * What was stored.
     *
     * @param before null for a user who never had one
     */
    public record Changed(@Nullable Subscription before, Subscription after) {}

    /** Empty if there is no such tier. Must run in a transaction of the service. */
    public Mono<Changed> to(Subscription wanted) {
        return decide(wanted.userId(), current -> Mono.just(wanted));
    }

    /**
     * As {@link #to}, for a wish that depends on what there is: nobody else changes it from the moment the decision sees it.
     *
     * @param decision what the user is to have, given what they have; empty to leave it
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
                                .flatMap(after -> tellChange(standing, userId)
                                        .thenReturn(new Changed(before.orElse(null), after)))));
    }

    private Mono<Void> tellChange(Standing before, String userId) {
        return subscriptions
                .standing(userId)
                .filter(after -> !after.equals(before))
                .flatMap(after -> outbox.append(new SubscriptionChanged(
                        userId, after.tier(), String.valueOf(after.status()), clock.instant())));
    }
}
