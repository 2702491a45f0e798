package io.ingestio.orchestrator.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a batch, from its documents as they are now. Deleted documents are counted as deleted and as nothing
 * else.
 *
 * @param known documents whose file is known; one whose end arrived first does not count yet, since its pages are
 *     missing
 * @param pages of all documents whose pages are known
 * @param failureCodes how many different reasons the failed ones have: none, one, or 2 for several
 * @param failureMessage the message of one of the failed documents
 * @param lastFinishedAt when the last finished document finished
 */
public record Recount(
        int known,
        int processing,
        int completed,
        int failed,
        int cancelled,
        int deleted,
        int pages,
        int failureCodes,
        @Nullable String failureMessage,
        @Nullable Instant lastFinishedAt) {

    static final Recount EMPTY = new Recount(0, 0, 0, 0, 0, 0, 0, 0, null, null);

    private static final int LONGEST_MESSAGE = 1_000;

    /** Why none of the documents could be processed, where all have failed; at most 1,000 characters. */
    String failureOfAll() {
        String reason = failureCodes == 1 && failureMessage != null
                ? "None of the documents could be processed: " + failureMessage
                : "None of the documents could be processed. Each document says why.";
        return reason.length() <= LONGEST_MESSAGE ? reason : reason.substring(0, LONGEST_MESSAGE);
    }

    int finished() {
        return completed + failed + cancelled;
    }
}
