package io.ingestio.usage.quota;

import io.ingestio.contracts.usage.ReservationAnswer;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code reserve_pages}.
 *
 * @param pagesLeft pages of the plan and of credits that are neither used nor reserved
 * @param limitedBy where insufficient, which limit of the plan was met: period or day
 */
record Reserved(Result result, long pagesLeft, @Nullable String limitedBy) {

    /** The state of the reservation after the call, or why there is none. */
    enum Result {
        RESERVED,
        COMMITTED,
        RELEASED,
        INSUFFICIENT,
        /** The id stands for another user, document, run or number of pages: nothing changed. */
        MISMATCH;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ReservationAnswer answer(UUID id) {
        return new ReservationAnswer(id, result.wireName(), pagesLeft, limitedBy);
    }
}
