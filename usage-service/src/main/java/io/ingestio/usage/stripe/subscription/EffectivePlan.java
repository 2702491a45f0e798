package io.ingestio.usage.stripe.subscription;

import io.ingestio.usage.plan.Subscription;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which plan follows from all of a user's subscriptions at Stripe. Pure. */
final class EffectivePlan {

    private static final String SMALLEST = "starter";
    private static final Set<String> GAVE_A_PLAN_ONCE =
            Set.of("trialing", "active", "past_due", "canceled", "unpaid", "paused");
    private static final Set<String> NEVER_DID = Set.of("incomplete", "incomplete_expired");
    private static final Comparator<Held> NEWEST = Comparator.comparing(
                    (Held held) -> held.subscription().startedAt())
            .thenComparing(held -> held.subscription().id());

    private EffectivePlan() {}

    /**
     * A user's subscription.
     *
     * @param tier     of its price; null while unknown
     * @param position of the tier, from the smallest to the largest; 0 without one
     */
    record Held(StripeSubscription subscription, @Nullable String tier, int position) {}

    /**
     * Of subscriptions in good standing the highest tier counts. Without any, the newest one says why, unless an administrator gave
     * the plan.
     *
     * @return the new plan of the user; empty to leave the current one, as while a paid subscription has a price that is not
     *     configured: an incomplete configuration must not end a plan
     */
    static Optional<Subscription> of(String userId, Collection<Held> all, @Nullable Subscription current, Instant now) {
        List<Held> good = all.stream()
                .filter(held -> held.subscription().inGoodStanding(now))
                .toList();
        Optional<Subscription> best = ofGoodStanding(userId, good, now);
        if (best.isPresent()) {
            return best;
        }
        boolean byAdmin = current != null && current.givenBy().equals(Subscription.BY_ADMIN);
        if (!good.isEmpty() || byAdmin) {
            return Optional.empty();
        }
        // A subscription that was never paid starts no period: else each failed checkout would grant a new quota.
        return newest(all, GAVE_A_PLAN_ONCE)
                .map(held -> given(userId, held, held.subscription().anchor()))
                .or(() -> newest(all, NEVER_DID).map(held -> given(userId, held, null)));
    }

    /** The plan of the highest tier among the subscriptions in good standing; empty without any. */
    static Optional<Subscription> ofGoodStanding(String userId, Collection<Held> all, Instant now) {
        return all.stream()
                .filter(held -> held.subscription().inGoodStanding(now) && held.tier() != null)
                .max(Comparator.comparingInt(Held::position).thenComparing(NEWEST))
                .map(held -> given(userId, held, held.subscription().anchor()));
    }

    private static Optional<Held> newest(Collection<Held> all, Set<String> statuses) {
        return all.stream()
                .filter(held -> statuses.contains(held.subscription().status()))
                .max(NEWEST);
    }

    private static Subscription given(String userId, Held held, @Nullable Instant anchor) {
        StripeSubscription subscription = held.subscription();
        String tier = held.tier();
        return new Subscription(
                userId,
                tier == null ? SMALLEST : tier,
                subscription.status(),
                Subscription.BY_STRIPE,
                subscription.endsAt(),
                anchor,
                null);
    }
}
