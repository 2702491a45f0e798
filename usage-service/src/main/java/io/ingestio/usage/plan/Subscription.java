package io.ingestio.usage.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's subscription to a tier.
 *
 * @param status       as Stripe names it; only with active and trialing do the limits of the tier apply
 * @param givenBy      admin or stripe
 * @param endsAt       when the tier stops to apply; null for one without an end
 * @param periodAnchor the instant from which its billing periods count; null in a request: keep the current one, or calendar months
 * @param updatedAt    null in a request
 */
public record Subscription(
        String userId,
        String tier,
        String status,
        String givenBy,
        @Nullable Instant endsAt,
        @Nullable Instant periodAnchor,
        @Nullable Instant updatedAt) {

    public static final String BY_ADMIN = "admin";
    public static final String BY_STRIPE = "stripe";

    /** The same subscription after its end. */
    public Subscription canceled() {
        return new Subscription(userId, tier, "canceled", givenBy, endsAt, periodAnchor, updatedAt);
    }
}
