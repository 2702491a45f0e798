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

    public static final String UNKNOWN_CUSTOMER = "unknown_customer";
    public static final String UNKNOWN_PRICE = "unknown_price";

    public static final Outcome APPLIED = new Outcome(Status.APPLIED, null);

    /** Kept, and of no concern here. */
    public static Outcome ignored(String reason) {
        return new Outcome(Status.IGNORED, reason);
    }

    /** Kept for an operator to look at: it has not had its full effect. */
    public static Outcome flagged(String reason) {
        return new Outcome(Status.FLAGGED, reason);
    }
}
