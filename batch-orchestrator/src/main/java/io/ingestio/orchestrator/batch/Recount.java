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

    int finished() {
        return completed + failed + cancelled;
    }
}
