package io.ingestio.usage.stripe.subscription;

import io.ingestio.usage.plan.ChangeSubscription;
import io.ingestio.usage.plan.Subscription;
import io.ingestio.usage.stripe.Prices;
import io.ingestio.usage.stripe.event.Outcome;
import io.ingestio.usage.stripe.event.StripeEvent;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Brings a subscription, and the plan of its user, to the newest state among the events that arrived. */
@Component
public class ApplySubscriptionEvent {

    private final StripeSubscriptionTable subscriptions;
    private final ChangeSubscription changeSubscription;
    private final Prices prices;
    private final Clock clock;

    ApplySubscriptionEvent(
            StripeSubscriptionTable subscriptions, ChangeSubscription changeSubscription, Prices prices, Clock clock) {
        this.subscriptions = subscriptions;
        this.changeSubscription = changeSubscription;
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * Must run in the service's transaction that locked the customer.
     *
     * @param event   must be readable
     * @param arrived all events of this subscription so far; unreadable ones are skipped
     * @param userId  of the subscription; null while unknown
     */
    public Mono<Outcome> apply(StripeEvent event, Collection<StripeEvent> arrived, @Nullable String userId) {
        SubscriptionChange own = SubscriptionChange.of(event);
        List<SubscriptionChange> all = Stream.concat(
                        Stream.of(own), arrived.stream().flatMap(ApplySubscriptionEvent::readable))
                .toList();
        return store(SubscriptionHistory.newest(all).orElse(own), userId);
    }

    private static Stream<SubscriptionChange> readable(StripeEvent event) {
        try {
            return Stream.of(SubscriptionChange.of(event));
        } catch (StripeEvent.Unreadable e) {
            return Stream.empty();
        }
    }

    private Mono<Outcome> store(SubscriptionChange newest, @Nullable String userId) {
        return subscriptions
                .put(newest, userId, prices.tierOf(newest.after().price()))
                .flatMap(tier -> {
                    if (userId == null) {
                        return Mono.just(Outcome.UNKNOWN_CUSTOMER);
                    }
                    return changeSubscription
                            .decide(userId, current -> planOf(userId, current))
                            .thenReturn(tier.isEmpty() ? Outcome.UNKNOWN_PRICE : Outcome.APPLIED);
                });
    }

    private Mono<Subscription> planOf(String userId, Optional<Subscription> current) {
        return subscriptions
                .ofUser(userId)
                .collectList()
                .flatMap(held -> Mono.justOrEmpty(
                        EffectivePlan.of(userId, List.copyOf(held), current.orElse(null), clock.instant())));
    }
}
