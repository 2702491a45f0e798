package io.ingestio.usage.plan;

import io.ingestio.tenancy.database.Tenancy;
import io.ingestio.usage.sweep.Sweep;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes down, and tells, that a subscription which was cancelled to a date is over. Its limits ended at that instant by
 * themselves; this is for whoever listens, should Stripe's own word come late or never.
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
        return tenancy.asService(subscriptions
                .over(limit)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(subscription -> changeSubscription.to(subscription.canceled()))
                .count());
    }
}
