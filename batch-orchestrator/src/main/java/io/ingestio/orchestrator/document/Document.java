package io.ingestio.orchestrator.document;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.contracts.UploadEvent.DocumentRejected;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.contracts.status.DocumentStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document as this service knows it: what it is ({@link Facts}) and how far it has come ({@link Progress}). Facts
 * fill in whenever they arrive; progress moves only forward in (run, rank). So any order and any number of deliveries
 * of the same events gives the same document.
 */
public record Document(UUID id, UUID batchId, String userId, Facts facts, Progress progress) {

    /** What the upload said of the file; null until that event has arrived. */
    public record Facts(
            @Nullable Integer position,
            @Nullable String filename,
            @Nullable String mimeType,
            @Nullable Long sizeBytes,
            @Nullable Integer pages) {

        static final Facts UNKNOWN = new Facts(null, null, null, null, null);
    }

    /** A document of which no event has arrived. */
    private static Document unknown(UUID id, UUID batchId, String userId) {
        return new Document(id, batchId, userId, Facts.UNKNOWN, Progress.NONE);
    }

    /** The id of the document that an event is about; null for events about the batch. */
    private static @Nullable UUID idIn(BatchEvent event) {
        return switch (event) {
            case DocumentUploaded uploaded -> uploaded.documentId();
            case DocumentRejected rejected -> rejected.documentId();
            case ExtractionEvent extraction -> extraction.documentId();
            case BatchCreated created -> null;
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
                documents.put(id, before.after(event));
            }
        }
        return List.copyOf(documents.values());
    }

    private Document after(BatchEvent event) {
        return switch (event) {
            case DocumentUploaded e ->
                with(new Facts(e.position(), e.filename(), e.mimeType(), e.sizeBytes(), e.pages()))
                        .at(Progress.of(e.run(), DocumentStatus.UPLOADED).withPrompt(e.prompt()));
            case DocumentRejected e ->
                with(new Facts(e.position(), e.filename(), null, e.sizeBytes(), null))
                        .at(Progress.failed(1, e.code(), e.detail(), e.rejectedAt()));
            case ExtractionStarted e -> at(Progress.of(e.run(), DocumentStatus.PROCESSING));
            case ExtractionCompleted e ->
                at(Progress.completed(e.run(), e.prompt(), e.documentType(), e.model(), e.completedAt()));
            case ExtractionFailed e -> at(Progress.failed(e.run(), e.code(), e.detail(), e.failedAt()));
            case BatchCreated e -> this;
            case OrchestrationEvent e -> this;
        };
    }

    private Document with(Facts known) {
        return new Document(id, batchId, userId, known, progress);
    }

    private Document at(Progress next) {
        return new Document(id, batchId, userId, facts, progress.advancedTo(next));
    }
}
