package io.ingestio.usage.stripe.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an event was applied.
 *
 * @param reason a stable code; null if applied
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

    /** Applied, or flagged if the user is unknown: the event has then not had its full effect. */
    public static Outcome appliedFor(@Nullable String userId) {
        return userId == null ? UNKNOWN_CUSTOMER : APPLIED;
    }

    /** Kept in the log, without effect. */
    public static Outcome ignored(String reason) {
        return new Outcome(Status.IGNORED, reason);
    }

    /** Kept for an operator: it has not had its full effect. */
    public static Outcome flagged(String reason) {
        return new Outcome(Status.FLAGGED, reason);
    }
}
