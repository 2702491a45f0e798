package io.ingestio.usage.plan;

import io.ingestio.database.Tenancy;
import io.ingestio.usage.sweep.Sweep;
import java.time.Duration;
import org.springframework.stereotype.Component;
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
        return tenancy.statementAsService(subscriptions.over(limit))
                .concatMap(this::end)
                .count();
    }

    /** Unless it has changed since it was found. */
    private Mono<Boolean> end(Subscription over) {
        return tenancy.asService(changeSubscription.decide(
                        over.userId(),
                        current -> Mono.justOrEmpty(current.filter(over::equals).map(Subscription::canceled))))
                .hasElement();
    }
}
