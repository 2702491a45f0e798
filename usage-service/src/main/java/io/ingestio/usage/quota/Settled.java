package io.ingestio.usage.quota;

import java.util.UUID;

/**
 * The answer of {@code settle_pages}.
 *
 * @param late this call charged pages that were not reserved any more
 */
record Settled(UUID reservationId, String userId, int pages, Result result, boolean late) {

    /** The state of the reservation after the call, or why there is none. */
    enum Result {
        /** Only where an expiry was asked for and the reservation was renewed meanwhile. */
        RESERVED,
        COMMITTED,
        RELEASED,
        EXPIRED,
        /** There was nothing to release or to expire. */
        UNKNOWN,
        /** The reservation is another user's: nothing changed. */
        MISMATCH
    }
}
