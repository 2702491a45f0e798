package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchCancelRequested;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.contracts.ReviewEvent;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.contracts.UploadEvent.BatchCreatedAnalytics;
import io.ingestio.contracts.UploadEvent.BatchDiscarded;
import io.ingestio.contracts.UploadEvent.BatchDrafted;
import io.ingestio.contracts.UploadEvent.DocumentRejected;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
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
 * @param announcement what {@code batch.drafted} said, then {@code batch.created}; null for a placeholder, of which other events came
 *     first
 * @param name as the user gave it at submission, or later
 * @param revision 1, and one more each time a finished batch is opened again
 * @param completedRevision the last revision whose completion was published; 0 for none
 * @param cancelRequested whether the user cancelled it in this revision: documents that arrive now are cancelled too. Of a draft, whether
 *     the upload was asked to discard it
 * @param discardedAt when the upload discarded the draft at its user's request; null unless it did
 * @param deletedAt null unless the user deleted it, or its draft expired; then this is a tombstone, which no event changes
 */
public record Batch(
        UUID id,
        String userId,
        @Nullable Announcement announcement,
        @Nullable String name,
        int revision,
        int completedRevision,
        boolean cancelRequested,
        @Nullable Instant discardedAt,
        @Nullable Instant deletedAt,
        Recount counts) {

    private static final String EXPIRED = "expired"; // as the upload names the reason

    /**
     * What the submission is, or is to be.
     *
     * @param promptStrategy wire name of the strategy
     * @param documentCount all files of the submission, the rejected ones too; of a draft those that are expected
     * @param createdAt when it was submitted; of a draft when it was opened
     * @param expiresAt of a draft; null once it is submitted
     */
    record Announcement(
            String promptStrategy,
            @Nullable String globalPrompt,
            int documentCount,
            Instant createdAt,
            @Nullable Instant expiresAt) {

        static Announcement of(BatchCreated event) {
            return new Announcement(
                    event.promptStrategy(), event.globalPrompt(), event.documentCount(), event.createdAt(), null);
        }

        static Announcement of(BatchDrafted event) {
            return new Announcement(
                    event.promptStrategy(),
                    event.globalPrompt(),
                    event.documentCount(),
                    event.createdAt(),
                    event.expiresAt());
        }

        Announcement withoutPrompt() {
            return new Announcement(promptStrategy, null, documentCount, createdAt, expiresAt);
        }
    }

    /** What a recount leads to: the batch as it is now, and its completion if it is new. */
    record Decision(Batch batch, Optional<BatchCompleted> completed) {}

    public static Batch placeholder(UUID id, String userId) {
        return new Batch(id, userId, null, null, 1, 0, false, null, null, Recount.EMPTY);
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
        return switch (event) {
            case BatchDrafted drafted -> draftedBy(drafted);
            case BatchCreated created -> announcedBy(created);
            case BatchDiscarded discarded -> discardedBy(discarded);
            case BatchCreatedAnalytics analytics -> this;
            case DocumentUploaded uploaded -> this;
            case DocumentRejected rejected -> this;
            case ExtractionEvent extraction -> this;
            case ReviewEvent review -> this;
            case OrchestrationEvent own -> this;
        };
    }

    /** Nothing changes if it is known, as a draft or as submitted. A tombstone learns that there was something to see, and no content. */
    private Batch draftedBy(BatchDrafted event) {
        if (announcement != null) {
            return this;
        }
        Announcement draft = Announcement.of(event);
        return isDeleted()
                ? with(draft.withoutPrompt(), null, cancelRequested, null)
                : with(draft, event.name(), cancelRequested, discardedAt);
    }

    /**
     * The first submission stays: a redelivered one knows nothing of a later name. So does the name of a draft, which may have been
     * renamed. A cancellation that the draft was too late for holds: its documents are cancelled when they come.
     */
    Batch announcedBy(BatchCreated event) {
        return isSubmitted() || isDeleted()
                ? this
                : with(Announcement.of(event), announcement == null ? event.name() : name, cancelRequested, null);
    }

    /** A draft that expired is gone; one that was cancelled stays, without files. One that was submitted is neither. */
    private Batch discardedBy(BatchDiscarded event) {
        if (isSubmitted() || isDeleted() || discardedAt != null) {
            return this;
        }
        return event.reason().equals(EXPIRED)
                ? deleted(event.discardedAt())
                : with(announcement, name, cancelRequested, event.discardedAt());
    }

    private Batch with(
            @Nullable Announcement known, @Nullable String newName, boolean isCancelled, @Nullable Instant discarded) {
        return new Batch(
                id, userId, known, newName, revision, completedRevision, isCancelled, discarded, deletedAt, counts);
    }

    /** Decides whether the batch is complete for the first time in this revision. What was never submitted is never complete. */
    Decision recounted(Recount recount) {
        Batch counted = with(recount, completedRevision);
        if (isDeleted() || !isSubmitted() || !counted.status().isFinal() || completedRevision >= revision) {
            return new Decision(counted, Optional.empty());
        }
        Batch completed = with(recount, revision);
        return new Decision(completed, Optional.of(completed.completion()));
    }

    private Batch with(Recount recount, int newCompletedRevision) {
        return atRevision(revision, newCompletedRevision, cancelRequested, recount);
    }

    private Batch atRevision(int newRevision, int completed, boolean isCancelled, Recount recount) {
        return new Batch(
                id, userId, announcement, name, newRevision, completed, isCancelled, discardedAt, deletedAt, recount);
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** Whether users see it: announced and not deleted. */
    public boolean isVisible() {
        return announcement != null && !isDeleted();
    }

    /** Whether it still receives files. */
    public boolean isDraft() {
        return isVisible() && !isSubmitted() && discardedAt == null;
    }

    private boolean isSubmitted() {
        return announcement != null && announcement.expiresAt() == null;
    }

    /** Whether the user cancelled it and not all documents have ended. */
    public boolean isCancelling() {
        return cancelsDocuments() && !isClosed();
    }

    /** Whether documents that arrive now are cancelled: not while it is a draft, since its submission may come first. */
    boolean cancelsDocuments() {
        return cancelRequested && isSubmitted();
    }

    /** Whether the completion of this revision was published, or none follows. */
    private boolean isClosed() {
        return completedRevision >= revision || discardedAt != null;
    }

    public Batch renamed(@Nullable String newName) {
        return with(announcement, newName, cancelRequested, discardedAt);
    }

    /** Nothing changes where every document has ended. */
    public Batch cancelled() {
        return isClosed() ? this : with(announcement, name, true, discardedAt);
    }

    /** Asks the upload to discard a draft. */
    public BatchCancelRequested cancelRequest(Instant at) {
        return new BatchCancelRequested(id, userId, at);
    }

    /** Before its documents change at the user's wish: one whose completion was published gets a new revision. */
    public Batch opened() {
        return isClosed() ? atRevision(revision + 1, completedRevision, false, counts) : this;
    }

    /** Its tombstone: nothing of the content is kept. */
    public Batch deleted(Instant at) {
        Announcement scrubbed = announcement == null ? null : announcement.withoutPrompt();
        return new Batch(
                id, userId, scrubbed, null, revision, completedRevision, cancelRequested, null, at, Recount.EMPTY);
    }

    BatchStatus status() {
        if (!isSubmitted()) {
            return discardedAt == null ? BatchStatus.PENDING_UPLOAD : BatchStatus.CANCELLED;
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

    /** All files of the submission that were not deleted, of a draft those that are expected; 0 if it is unknown or was discarded. */
    int documentCount() {
        return announcement == null || discardedAt != null ? 0 : announcement.documentCount() - counts.deleted();
    }

    /** When the last document finished, or the draft was discarded; null while the batch is open. */
    @Nullable
    Instant completedAt() {
        if (discardedAt != null) {
            return discardedAt;
        }
        return status().isFinal() ? counts.lastFinishedAt() : null;
    }

    /** Why the batch as a whole failed, at most 1,000 characters; null unless it did. */
    @Nullable
    String lastErrorMessage() {
        return status() == BatchStatus.FAILED ? counts.failureOfAll() : null;
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
