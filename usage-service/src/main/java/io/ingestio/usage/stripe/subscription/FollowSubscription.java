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

/** Brings a subscription, and the plan of its user, to the newest state that Stripe has told. */
@Component
public class FollowSubscription {

    private final StripeSubscriptionTable subscriptions;
    private final ChangeSubscription changeSubscription;
    private final Prices prices;
    private final Clock clock;

    FollowSubscription(
            StripeSubscriptionTable subscriptions, ChangeSubscription changeSubscription, Prices prices, Clock clock) {
        this.subscriptions = subscriptions;
        this.changeSubscription = changeSubscription;
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * Runs in the service's transaction, alone with this customer.
     *
     * @param event   must be readable
     * @param arrived all events of this subscription that have arrived; what cannot be read of them is left out
     * @param userId  whose it is; null while that is not known
     */
    public Mono<Outcome> follow(StripeEvent event, Collection<StripeEvent> arrived, @Nullable String userId) {
        Change own = Change.of(event);
        List<Change> all = Stream.concat(Stream.of(own), arrived.stream().flatMap(FollowSubscription::readable))
                .toList();
        return store(History.newest(all).orElse(own), userId);
    }

    private static Stream<Change> readable(StripeEvent event) {
        try {
            return Stream.of(Change.of(event));
        } catch (StripeEvent.Unreadable e) {
            return Stream.empty();
        }
    }

    private Mono<Outcome> store(Change newest, @Nullable String userId) {
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
                        Effective.of(userId, List.copyOf(held), current.orElse(null), clock.instant())));
    }
}
