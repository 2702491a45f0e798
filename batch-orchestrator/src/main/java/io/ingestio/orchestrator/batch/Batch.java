package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch. Its status follows from its announcement and a recount of its documents, and from nothing else.
 *
 * @param announced         whether {@code batch.created} has arrived; until then this is a placeholder
 * @param documentCount     all files of the submission, once announced
 * @param completedRevision the last revision whose completion was published
 */
record Batch(
        UUID id,
        String userId,
        boolean announced,
        @Nullable String name,
        @Nullable String promptStrategy,
        @Nullable String globalPrompt,
        int documentCount,
        @Nullable Instant createdAt,
        int revision,
        int completedRevision,
        BatchStatus status,
        Recount counts) {

    /** What a recount leads to: the batch as it is now, and its completion if it is new. */
    record Decision(Batch batch, Optional<BatchCompleted> completed) {}

    static Batch placeholder(UUID id, String userId) {
        return new Batch(id, userId, false, null, null, null, 0, null, 1, 0, BatchStatus.PENDING_UPLOAD, Recount.EMPTY);
    }

    Batch on(BatchCreated event) {
        return new Batch(
                id,
                userId,
                true,
                event.name(),
                event.promptStrategy(),
                event.globalPrompt(),
                event.documentCount(),
                event.createdAt(),
                revision,
                completedRevision,
                status,
                counts);
    }

    /** Derives the status from a recount and decides whether the batch has just been completed in this revision. */
    Decision settle(Recount recount) {
        BatchStatus derived = derive(recount);
        boolean newlyComplete = isFinal(derived) && completedRevision < revision;
        Batch settled = new Batch(
                id,
                userId,
                announced,
                name,
                promptStrategy,
                globalPrompt,
                documentCount,
                createdAt,
                revision,
                newlyComplete ? revision : completedRevision,
                derived,
                recount);
        return new Decision(settled, newlyComplete ? Optional.of(settled.completion()) : Optional.empty());
    }

    /** When the last document finished; null while the batch is open. */
    @Nullable
    Instant completedAt() {
        return isFinal(status) ? counts.lastFinishedAt() : null;
    }

    /** Why the batch as a whole failed, at most 1,000 characters; null unless it did. */
    @Nullable
    String lastErrorMessage() {
        if (status != BatchStatus.FAILED) {
            return null;
        }
        String common = counts.failureMessage();
        String reason = counts.failureCodes() == 1 && common != null
                ? "None of the documents could be processed: " + common
                : "None of the documents could be processed. Each document says why.";
        return reason.length() <= 1000 ? reason : reason.substring(0, 1000);
    }

    private BatchStatus derive(Recount recount) {
        if (!announced) {
            return BatchStatus.PENDING_UPLOAD;
        }
        if (recount.known() < documentCount || recount.finished() < documentCount) {
            return recount.finished() + recount.processing() > 0 ? BatchStatus.PROCESSING : BatchStatus.QUEUED;
        }
        if (recount.completed() == documentCount) {
            return BatchStatus.COMPLETED;
        }
        if (recount.completed() > 0) {
            return BatchStatus.PARTIALLY_COMPLETED;
        }
        return recount.failed() > 0 ? BatchStatus.FAILED : BatchStatus.CANCELLED;
    }

    private static boolean isFinal(BatchStatus status) {
        return switch (status) {
            case COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED -> true;
            case PENDING_UPLOAD, QUEUED, PROCESSING -> false;
        };
    }

    private BatchCompleted completion() {
        Instant at = counts.lastFinishedAt();
        return new BatchCompleted(
                id,
                userId,
                revision,
                status.wireName(),
                documentCount,
                counts.completed(),
                counts.failed(),
                counts.pages(),
                at == null ? Instant.EPOCH : at);
    }
}
