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
 * @param name as the user gave it at submission, or later
 * @param revision 1, and one more each time a finished batch is opened again
 * @param completedRevision the last revision whose completion was published; 0 for none
 * @param cancelRequested whether the user cancelled it in this revision: documents that arrive now are cancelled too
 * @param deletedAt null unless the user deleted it; then this is a tombstone, which no event changes
 */
public record Batch(
        UUID id,
        String userId,
        @Nullable Announcement announcement,
        @Nullable String name,
        int revision,
        int completedRevision,
        boolean cancelRequested,
        @Nullable Instant deletedAt,
        Recount counts) {

    private static final int LONGEST_MESSAGE = 1_000;

    /**
     * What the submission was.
     *
     * @param promptStrategy wire name of the strategy
     * @param documentCount all files of the submission, the rejected ones too
     */
    record Announcement(String promptStrategy, @Nullable String globalPrompt, int documentCount, Instant createdAt) {

        static Announcement of(BatchCreated event) {
            return new Announcement(
                    event.promptStrategy(), event.globalPrompt(), event.documentCount(), event.createdAt());
        }

        Announcement withoutPrompt() {
            return new Announcement(promptStrategy, null, documentCount, createdAt);
        }
    }

    /** What a recount leads to: the batch as it is now, and its completion if it is new. */
    record Decision(Batch batch, Optional<BatchCompleted> completed) {}

    public static Batch placeholder(UUID id, String userId) {
        return new Batch(id, userId, null, null, 1, 0, false, null, Recount.EMPTY);
    }

    /**
     * The batches after the events that announce them.
     *
     * @throws IllegalArgumentException if an event claims a batch for another user
     */
    static Map<UUID, Batch> afterAll(List<? extends BatchEvent> events, Map<UUID, Batch> batches) {
        Map<UUID, Batch> announced = new HashMap<>(batches);
        for (BatchEvent event : events) {
            announced.computeIfPresent(event.batchId(), (id, batch) -> batch.after(event));
        }
        return announced;
    }

    private Batch after(BatchEvent event) {
        if (!userId.equals(event.userId())) {
            throw new IllegalArgumentException("event of another user batch=" + id);
        }
        return event instanceof BatchCreated created ? announcedBy(created) : this;
    }

    /** The first announcement stays: a redelivered one knows nothing of a later name. */
    Batch announcedBy(BatchCreated event) {
        return announcement != null || isDeleted()
                ? this
                : new Batch(
                        id,
                        userId,
                        Announcement.of(event),
                        event.name(),
                        revision,
                        completedRevision,
                        cancelRequested,
                        deletedAt,
                        counts);
    }

    /** Decides whether the batch is complete for the first time in this revision. */
    Decision recounted(Recount recount) {
        Batch counted = with(recount, completedRevision);
        if (isDeleted() || !counted.status().isFinal() || completedRevision >= revision) {
            return new Decision(counted, Optional.empty());
        }
        Batch completed = with(recount, revision);
        return new Decision(completed, Optional.of(completed.completion()));
    }

    private Batch with(Recount recount, int newCompletedRevision) {
        return new Batch(
                id, userId, announcement, name, revision, newCompletedRevision, cancelRequested, deletedAt, recount);
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** Whether users see it: announced and not deleted. */
    public boolean isVisible() {
        return announcement != null && !isDeleted();
    }

    /** Whether the user cancelled it and not all documents have ended. */
    public boolean isCancelling() {
        return cancelRequested && !isClosed();
    }

    /** Whether the completion of this revision was published. */
    private boolean isClosed() {
        return completedRevision >= revision;
    }

    public Batch renamed(@Nullable String newName) {
        return new Batch(
                id, userId, announcement, newName, revision, completedRevision, cancelRequested, deletedAt, counts);
    }

    /** Nothing changes where every document has ended. */
    public Batch cancelled() {
        return isClosed()
                ? this
                : new Batch(id, userId, announcement, name, revision, completedRevision, true, deletedAt, counts);
    }

    /** Before its documents change at the user's wish: one whose completion was published gets a new revision. */
    public Batch opened() {
        return isClosed()
                ? new Batch(id, userId, announcement, name, revision + 1, completedRevision, false, deletedAt, counts)
                : this;
    }

    /** Its tombstone: nothing of the content is kept. */
    public Batch deleted(Instant at) {
        Announcement scrubbed = announcement == null ? null : announcement.withoutPrompt();
        return new Batch(id, userId, scrubbed, null, revision, completedRevision, cancelRequested, at, Recount.EMPTY);
    }

    BatchStatus status() {
        if (announcement == null) {
            return BatchStatus.PENDING_UPLOAD;
        }
        int all = documentCount();
        if (counts.known() < all || counts.finished() < all) {
            return counts.finished() + counts.processing() > 0 ? BatchStatus.PROCESSING : BatchStatus.QUEUED;
        }
        if (counts.cancelled() > 0) {
            return BatchStatus.CANCELLED;
        }
        if (counts.completed() == all) {
            return BatchStatus.COMPLETED;
        }
        return counts.completed() > 0 ? BatchStatus.PARTIALLY_COMPLETED : BatchStatus.FAILED;
    }

    /** All files of the submission that were not deleted; 0 for a placeholder. */
    int documentCount() {
        return announcement == null ? 0 : announcement.documentCount() - counts.deleted();
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
                counts.cancelled(),
                counts.pages(),
                at == null ? Instant.EPOCH : at);
    }
}
