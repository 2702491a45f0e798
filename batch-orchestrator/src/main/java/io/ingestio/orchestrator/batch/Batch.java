package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.contracts.status.BatchStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch. Its status follows from its announcement and a recount of its documents, and from nothing else.
 *
 * @param announcement what {@code batch.created} said; null for a placeholder, whose documents' events came first
 * @param revision 1, and one more each time a finished batch is opened again
 * @param completedRevision the last revision whose completion was published; 0 for none
 */
record Batch(
        UUID id,
        String userId,
        @Nullable Announcement announcement,
        int revision,
        int completedRevision,
        Recount counts) {

    private static final int LONGEST_MESSAGE = 1_000;

    /**
     * What the submission was.
     *
     * @param promptStrategy wire name of the strategy
     * @param documentCount all files of the submission, the rejected ones too
     */
    record Announcement(
            @Nullable String name,
            String promptStrategy,
            @Nullable String globalPrompt,
            int documentCount,
            Instant createdAt) {

        static Announcement of(BatchCreated event) {
            return new Announcement(
                    event.name(),
                    event.promptStrategy(),
                    event.globalPrompt(),
                    event.documentCount(),
                    event.createdAt());
        }
    }

    /** What a recount leads to: the batch as it is now, and its completion if it is new. */
    record Decision(Batch batch, Optional<BatchCompleted> completed) {}

    static Batch placeholder(UUID id, String userId) {
        return new Batch(id, userId, null, 1, 0, Recount.EMPTY);
    }

    /** Decides about all batches that the events touch, after a recount of each. */
    static List<Decision> afterAll(
            List<? extends BatchEvent> events, Map<UUID, Batch> batches, Map<UUID, Recount> recounts) {
        Map<UUID, Batch> announced = new HashMap<>(batches);
        for (BatchEvent event : events) {
            if (event instanceof BatchCreated created) {
                announced.computeIfPresent(created.batchId(), (id, batch) -> batch.announcedBy(created));
            }
        }
        return announced.values().stream()
                .map(batch -> batch.recounted(recounts.getOrDefault(batch.id(), Recount.EMPTY)))
                .toList();
    }

    Batch announcedBy(BatchCreated event) {
        return new Batch(id, userId, Announcement.of(event), revision, completedRevision, counts);
    }

    /** Decides whether the batch is complete for the first time in this revision. */
    Decision recounted(Recount recount) {
        Batch counted = new Batch(id, userId, announcement, revision, completedRevision, recount);
        if (!counted.status().isFinal() || completedRevision >= revision) {
            return new Decision(counted, Optional.empty());
        }
        Batch completed = new Batch(id, userId, announcement, revision, revision, recount);
        return new Decision(completed, Optional.of(completed.completion()));
    }

    BatchStatus status() {
        if (announcement == null) {
            return BatchStatus.PENDING_UPLOAD;
        }
        int all = announcement.documentCount();
        if (counts.known() < all || counts.finished() < all) {
            return counts.finished() + counts.processing() > 0 ? BatchStatus.PROCESSING : BatchStatus.QUEUED;
        }
        if (counts.completed() == all) {
            return BatchStatus.COMPLETED;
        }
        return counts.completed() > 0 ? BatchStatus.PARTIALLY_COMPLETED : BatchStatus.FAILED;
    }

    /** All files of the submission; 0 for a placeholder. */
    int documentCount() {
        return announcement == null ? 0 : announcement.documentCount();
    }

    /** When the last document finished; null while the batch is open. */
    @Nullable
    Instant completedAt() {
        return status().isFinal() ? counts.lastFinishedAt() : null;
    }

    /** Why the batch as a whole failed, at most 1,000 characters; null unless it did. */
    @Nullable
    String lastErrorMessage() {
        if (status() != BatchStatus.FAILED) {
            return null;
        }
        String common = counts.failureMessage();
        String reason = counts.failureCodes() == 1 && common != null
                ? "None of the documents could be processed: " + common
                : "None of the documents could be processed. Each document says why.";
        return reason.length() <= LONGEST_MESSAGE ? reason : reason.substring(0, LONGEST_MESSAGE);
    }

    private BatchCompleted completion() {
        Instant at = counts.lastFinishedAt();
        return new BatchCompleted(
                id,
                userId,
                revision,
                status().wireName(),
                documentCount(),
                counts.completed(),
                counts.failed(),
                counts.pages(),
                at == null ? Instant.EPOCH : at);
    }
}
