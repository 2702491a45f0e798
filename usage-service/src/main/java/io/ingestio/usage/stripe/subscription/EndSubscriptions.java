package io.ingestio.usage.stripe.subscription;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.usage.plan.ChangeSubscription;
import io.ingestio.usage.plan.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Publishes {@code subscription.changed} when a scheduled cancellation takes effect, in case Stripe's {@code deleted} event is late
 * or lost. The limits of the subscription ended at that instant without this sweep. Another subscription of the user that is in good
 * standing becomes the plan.
 */
@Component
class EndSubscriptions implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(EndSubscriptions.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final StripeSubscriptionTable subscriptions;
    private final ChangeSubscription changeSubscription;
    private final Tenancy tenancy;
    private final Clock clock;

    EndSubscriptions(
            StripeSubscriptionTable subscriptions,
            ChangeSubscription changeSubscription,
            Tenancy tenancy,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.changeSubscription = changeSubscription;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(changeSubscription.ended(limit))
                .collectList()
                .flatMapIterable(ended -> ended)
                .concatMap(this::end)
                .count();
    }

    /** In a transaction of its own; leaves a subscription that changed since it was found. */
    private Mono<Boolean> end(Subscription ended) {
        return tenancy.asService(changeSubscription.decide(
                        ended.userId(),
                        current ->
                                Mono.justOrEmpty(current).filter(ended::equals).flatMap(this::replacement)))
                .hasElement()
                .onErrorResume(failure -> {
                    LOG.error("subscription not ended user={}", ended.userId(), failure);
                    return Mono.empty();
                });
    }

    private Mono<Subscription> replacement(Subscription ended) {
        return subscriptions.ofUser(ended.userId()).collectList().map(held -> {
            Optional<Subscription> other =
                    EffectivePlan.ofGoodStanding(ended.userId(), List.copyOf(held), clock.instant());
            return other.orElseGet(ended::canceled);
        });
    }
}
