package io.ingestio.export.review;

import io.ingestio.export.version.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the review of a document stands, while its row is locked.
 *
 * @param run         of the current version, as edit
 * @param attention   whether a person should look before it is confirmed: it has warnings
 * @param summary     JSON, of an edit; null where the current version is the result of a run
 * @param number      of the changes so far
 * @param redoFailed  whether a later run ended without data: the document is failed, or cancelled, and nothing of it is confirmed
 * @param confirmedAt null unless the current version is confirmed
 */
public record ReviewState(
        UUID documentId,
        UUID batchId,
        int run,
        int edit,
        boolean attention,
        @Nullable String summary,
        int number,
        boolean redoFailed,
        @Nullable Instant confirmedAt,
        @Nullable String confirmedBy) {

    public Version version() {
        return new Version(run, edit);
    }

    boolean isConfirmed() {
        return confirmedAt != null;
    }

    ReviewState confirmed(String by, Instant at) {
        return new ReviewState(documentId, batchId, run, edit, attention, summary, number + 1, redoFailed, at, by);
    }

    /** After an edit, which is not confirmed. */
    public ReviewState edited() {
        return new ReviewState(documentId, batchId, run, edit + 1, attention, null, number + 1, redoFailed, null, null);
    }

    ReviewState unconfirmed() {
        return new ReviewState(documentId, batchId, run, edit, attention, summary, number + 1, redoFailed, null, null);
    }
}
