package io.ingestio.export.version;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a document's data, with the state of the document's review.
 *
 * @param data        a JSON object as text
 * @param verified    JSON: marks of values that people changed, by JSON Pointer; null where nothing was edited
 * @param editedBy    null for the result of a run, as the four that follow
 * @param newestRun   of the document's current version, as newestEdit
 * @param failedRun   the latest run that ended without data; 0 for none
 * @param earlierRun  of the latest edit of an earlier run, as earlierEdit; null if there is none
 * @param number      of changes of the review; 0 for none
 * @param confirmedAt when this version was confirmed; null if it is not, whatever others are
 */
public record DocumentVersion(
        UUID documentId,
        int run,
        int edit,
        UUID batchId,
        String filename,
        String documentType,
        int pages,
        String prompt,
        String model,
        String data,
        List<String> warnings,
        Instant completedAt,
        @Nullable String editedBy,
        @Nullable Instant editedAt,
        @Nullable Integer basedOnRun,
        @Nullable Integer basedOnEdit,
        @Nullable String verified,
        int newestRun,
        int newestEdit,
        int failedRun,
        @Nullable Integer earlierRun,
        @Nullable Integer earlierEdit,
        int number,
        @Nullable Instant confirmedAt,
        @Nullable String confirmedBy) {

    public Version version() {
        return new Version(run, edit);
    }

    /** Whether it is the one that a document's data are, in exports and everywhere else. */
    public boolean isCurrent() {
        return newestRun == run && newestEdit == edit;
    }

    /** Whether a person has signed the document's data: this version, it is the current one, and no later run has failed. */
    public boolean isConfirmed() {
        return isCurrent() && confirmedAt != null && failedRun <= run;
    }
}
