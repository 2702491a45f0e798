package io.ingestio.contracts.usage;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The life of a reservation of pages, and the one table of its legal transitions. */
public enum ReservationState {
    /** Pages are reserved for a run. */
    RESERVED,
    /** Pages were charged. Final. */
    COMMITTED,
    /** Nothing was charged. Final. */
    RELEASED,
    /** The pages are free again. A commit still charges, flagged late; a new reserve call reserves anew. */
    EXPIRED;

    public Set<ReservationState> next() {
        return switch (this) {
            case RESERVED -> EnumSet.of(COMMITTED, RELEASED, EXPIRED);
            case EXPIRED -> EnumSet.of(RESERVED, COMMITTED, RELEASED);
            case COMMITTED, RELEASED -> EnumSet.noneOf(ReservationState.class);
        };
    }

    public boolean isFinal() {
        return next().isEmpty();
    }

    /** The state in internal calls and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
