package io.ingestio.usage.plan;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Publishes {@code subscription.changed} when a scheduled cancellation takes effect, in case Stripe's {@code deleted} event is late
 * or lost. The limits of the subscription ended at that instant without this sweep.
 */
@Component
class EndSubscriptions implements Sweep {

    private static final Duration EVERY = Duration.ofSeconds(30);

    private final SubscriptionTable subscriptions;
    private final ChangeSubscription changeSubscription;
    private final Tenancy tenancy;

    EndSubscriptions(SubscriptionTable subscriptions, ChangeSubscription changeSubscription, Tenancy tenancy) {
        this.subscriptions = subscriptions;
        this.changeSubscription = changeSubscription;
        this.tenancy = tenancy;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(subscriptions.ended(limit))
                .concatMap(this::end)
                .count();
    }

    /** Leaves a subscription that changed since it was found. */
    private Mono<Boolean> end(Subscription ended) {
        return tenancy.asService(changeSubscription.decide(
                        ended.userId(),
                        current ->
                                Mono.justOrEmpty(current.filter(ended::equals).map(Subscription::canceled))))
                .hasElement();
    }
}
