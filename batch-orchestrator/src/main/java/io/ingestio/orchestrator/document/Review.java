package io.ingestio.orchestrator.document;

import io.ingestio.contracts.DataSummary;
import io.ingestio.contracts.ReviewEvent;
import org.jspecify.annotations.Nullable;

/**
 * What people did with a document's data, by the last of its {@link ReviewEvent}s. It counts while the run that it speaks of is the
 * document's latest: a redo ends it.
 *
 * @param number  of the event; 0 for none
 * @param summary of the edit; null where the data are as they were extracted
 */
record Review(
        int number,
        int run,
        int edit,
        boolean confirmed,
        @Nullable DataSummary summary) {

    /** The status of a confirmed document in table and API. */
    static final String CONFIRMED = "confirmed";

    static final Review NONE = new Review(0, 0, 0, false, null);

    static Review of(ReviewEvent event) {
        return new Review(event.number(), event.run(), event.edit(), event.confirmed(), event.summary());
    }

    Review advancedTo(Review other) {
        return other.number > number ? other : this;
    }

    boolean confirms(int latestRun) {
        return confirmed && run == latestRun;
    }
}
