package io.ingestio.usage.stripe.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event.
 *
 * @param reason a stable code; null for one that was applied
 */
public record Outcome(Status status, @Nullable String reason) {

    public enum Status {
        APPLIED,
        IGNORED,
        FLAGGED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Outcome APPLIED = new Outcome(Status.APPLIED, null);
    public static final Outcome UNKNOWN_CUSTOMER = flagged("unknown_customer");
    public static final Outcome UNKNOWN_PRICE = flagged("unknown_price");

    /** Applied, or flagged: without its user an event has not had its full effect. */
    public static Outcome appliedFor(@Nullable String userId) {
        return userId == null ? UNKNOWN_CUSTOMER : APPLIED;
    }

    /** Kept, and of no concern here. */
    public static Outcome ignored(String reason) {
        return new Outcome(Status.IGNORED, reason);
    }

    /** Kept for an operator to look at: it has not had its full effect. */
    public static Outcome flagged(String reason) {
        return new Outcome(Status.FLAGGED, reason);
    }
}
