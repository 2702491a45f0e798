package io.ingestio.orchestrator.document;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionAttempted;
import io.ingestio.contracts.ExtractionEvent.ExtractionCancelled;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.DocumentCancelRequested;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.contracts.ReviewEvent;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.contracts.UploadEvent.BatchCreatedAnalytics;
import io.ingestio.contracts.UploadEvent.BatchDiscarded;
import io.ingestio.contracts.UploadEvent.BatchDrafted;
import io.ingestio.contracts.UploadEvent.DocumentRejected;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.contracts.status.DocumentStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document as this service knows it: what it is ({@link Facts}) and how far it has come ({@link Progress}). Facts
 * fill in whenever they arrive; progress moves only forward in (run, rank), the {@link Review} in its number. So any order and any number of deliveries
 * of the same events gives the same document.
 *
 * @param deletedAt null unless the user deleted it; then this is a tombstone without content, which no event changes
 */
public record Document(
        UUID id,
        UUID batchId,
        String userId,
        Facts facts,
        Progress progress,
        Review review,
        @Nullable Instant deletedAt) {

    private static final String LOST = "Nothing was heard of this document's extraction for days. Extract it again.";

    /** What the upload said of the file; null until that event has arrived. */
    public record Facts(
            @Nullable Integer position,
            @Nullable String filename,
            @Nullable String mimeType,
            @Nullable Long sizeBytes,
            @Nullable Integer pages,
            @Nullable Source source) {

        static final Facts UNKNOWN = new Facts(null, null, null, null, null, null);
    }

    /** A document of which no event has arrived. */
    private static Document unknown(UUID id, UUID batchId, String userId) {
        return new Document(id, batchId, userId, Facts.UNKNOWN, Progress.NONE, Review.NONE, null);
    }

    /** The id of the document that an event is about; null for events about the batch. */
    private static @Nullable UUID idIn(BatchEvent event) {
        return switch (event) {
            case DocumentUploaded uploaded -> uploaded.documentId();
            case DocumentRejected rejected -> rejected.documentId();
            case ExtractionEvent extraction -> extraction.documentId();
            case ReviewEvent review -> review.documentId();
            case BatchCreated created -> null;
            case BatchCreatedAnalytics analytics -> null;
            case BatchDrafted drafted -> null;
            case BatchDiscarded discarded -> null;
            case OrchestrationEvent own -> null;
        };
    }

    /** The ids of the documents that the events are about. */
    public static List<UUID> idsIn(List<? extends BatchEvent> events) {
        return events.stream()
                .map(Document::idIn)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The documents that the events are about, after them; a document that is not known yet begins with them. */
    public static List<Document> afterAll(List<? extends BatchEvent> events, Map<UUID, Document> known) {
        Map<UUID, Document> documents = new HashMap<>(known);
        for (BatchEvent event : events) {
            UUID id = idIn(event);
            if (id != null) {
                Document before = documents.getOrDefault(id, unknown(id, event.batchId(), event.userId()));
                documents.put(id, before.ownerOf(event).after(event));
            }
        }
        return List.copyOf(documents.values());
    }

    /** @throws IllegalArgumentException if the event claims the document for another batch or user */
    private Document ownerOf(BatchEvent event) {
        if (!batchId.equals(event.batchId()) || !userId.equals(event.userId())) {
            throw new IllegalArgumentException("event of another batch or user document=" + id);
        }
        return this;
    }

    private Document after(BatchEvent event) {
        if (isDeleted()) {
            return this;
        }
        return switch (event) {
            case DocumentUploaded e ->
                with(new Facts(e.position(), e.filename(), e.mimeType(), e.sizeBytes(), e.pages(), Source.of(e)))
                        .at(Progress.of(e.run(), DocumentStatus.UPLOADED).withPrompt(e.prompt()));
            case DocumentRejected e ->
                with(new Facts(e.position(), e.filename(), null, e.sizeBytes(), null, null))
                        .at(Progress.failed(1, e.code(), e.detail(), e.rejectedAt()));
            case ExtractionStarted e -> at(Progress.of(e.run(), DocumentStatus.PROCESSING));
            case ExtractionAttempted e -> at(Progress.of(e.run(), DocumentStatus.PROCESSING));
            case ExtractionCompleted e -> at(Progress.completed(e));
            case ExtractionFailed e -> at(Progress.failed(e.run(), e.code(), e.detail(), e.failedAt()));
            case ExtractionCancelled e -> at(Progress.cancelled(e.run(), e.cancelledAt()));
            case ReviewEvent e ->
                new Document(id, batchId, userId, facts, progress, review.advancedTo(Review.of(e)), deletedAt);
            case BatchCreated e -> this;
            case BatchCreatedAnalytics e -> this;
            case BatchDrafted e -> this;
            case BatchDiscarded e -> this;
            case OrchestrationEvent e -> this;
        };
    }

    /** Known facts stay: those of a redelivered event are older than a redo's request. */
    private Document with(Facts arrived) {
        Facts known = facts.source() == null ? arrived : facts;
        return new Document(id, batchId, userId, known, progress, review, deletedAt);
    }

    private Document at(Progress next) {
        return new Document(id, batchId, userId, facts, progress.advancedTo(next), review, deletedAt);
    }

    /** Whether a person has confirmed the data of its latest run. */
    public boolean isConfirmed() {
        return progress.status() == DocumentStatus.COMPLETED && review.confirms(progress.run());
    }

    /** In the API: that of the latest run, or {@link Tab#CONFIRMED}'s. */
    String statusName() {
        return isConfirmed() ? Review.CONFIRMED : progress.status().wireName();
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** Whether its latest run has not ended. */
    public boolean isOpen() {
        return !isDeleted() && !progress.status().isFinal();
    }

    /** Why the document cannot be extracted again now; empty if it can. */
    public Optional<ErrorCode> redoRefusal() {
        if (isDeleted()) {
            return Optional.of(ErrorCode.NOT_FOUND);
        }
        if (isOpen()) {
            return Optional.of(ErrorCode.STILL_RUNNING);
        }
        return facts.source() == null ? Optional.of(ErrorCode.NO_FILE) : Optional.empty();
    }

    /** The document at the start of its next run. The caller has seen that {@link #redoRefusal} is empty. */
    public Document redone(Redo redo) {
        Source source = redo.of(Objects.requireNonNull(facts.source(), "source"));
        var again = new Facts(
                facts.position(), facts.filename(), facts.mimeType(), facts.sizeBytes(), facts.pages(), source);
        Progress next = Progress.of(progress.run() + 1, DocumentStatus.UPLOADED).withPrompt(source.prompt());
        return new Document(id, batchId, userId, again, next, review, null);
    }

    /** Its tombstone: nothing of the content is kept. */
    public Document deleted(Instant at) {
        if (isDeleted()) {
            return this;
        }
        Progress last = Progress.of(progress.run(), progress.status());
        return new Document(id, batchId, userId, Facts.UNKNOWN, last, Review.NONE, at);
    }

    /** Ended by this service: what the worker knows of its run did not arrive, or could not be applied. */
    public Document lost(Instant at) {
        return at(Progress.failed(Math.max(1, progress.run()), ErrorCode.JOB_LOST.wireName(), LOST, at));
    }

    /** Asks the worker to cancel the latest run. */
    public DocumentCancelRequested cancelRequest(Instant at) {
        return new DocumentCancelRequested(batchId, id, userId, Math.max(1, progress.run()), at);
    }

    public DocumentDeleted deletion(Instant at) {
        return new DocumentDeleted(batchId, id, userId, progress.run(), at);
    }
}
