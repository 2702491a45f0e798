package io.ingestio.contracts.usage;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reservation is after the call.
 *
 * @param state     the wire name of a {@link Result}
 * @param pagesLeft pages of the plan and of credits that are neither used nor reserved
 * @param limitedBy where insufficient, which limit of the plan was met: {@code period} or {@code day}; else null
 */
public record ReservationAnswer(
        UUID id, String state, long pagesLeft, @Nullable String limitedBy) {

    /** The answers of a reserve call: a {@link ReservationState}, or that there are too few pages. */
    public enum Result {
        RESERVED,
        COMMITTED,
        RELEASED,
        INSUFFICIENT;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The state as a type; not part of the JSON. */
    public Result result() {
        return Result.valueOf(state.toUpperCase(Locale.ROOT));
    }
}
