package io.ingestio.usage.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What gives a user a tier.
 *
 * @param status       in Stripe's words; only active and trialing give the tier
 * @param givenBy      admin or stripe
 * @param endsAt       when it gives nothing any more; null for one without an end
 * @param periodAnchor the instant from which its billing periods count; null in a wish: keep what there is, or calendar months
 * @param updatedAt    null in a wish
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

    Subscription canceled() {
        return new Subscription(userId, tier, "canceled", givenBy, endsAt, periodAnchor, updatedAt);
    }
}
