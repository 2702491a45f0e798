package io.ingestio.export.data;

import io.ingestio.contracts.DataReference;
import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionAttempted;
import io.ingestio.contracts.ExtractionEvent.ExtractionCancelled;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.export.document.SubmittedDocumentTable;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Stores the data of completed extractions, which an event carries or refers to, and why others have none. */
@Component
class ExtractionListener implements EventListener<ExtractionEvent> {

    private static final String CANCELLED = "cancelled";

    private final ExtractedDataTable data;
    private final SubmittedDocumentTable documents;
    private final LoadResult loadResult;
    private final JsonMapper json;

    ExtractionListener(
            ExtractedDataTable data, SubmittedDocumentTable documents, LoadResult loadResult, JsonMapper json) {
        this.data = data;
        this.documents = documents;
        this.loadResult = loadResult;
        this.json = json;
    }

    @Override
    public Class<ExtractionEvent> family() {
        return ExtractionEvent.class;
    }

    /** An event that refers to its data is alone: as many results are in memory as there are transactions at the same time. */
    @Override
    public Object transactionKey(ExtractionEvent event) {
        DataReference reference = reference(event);
        return reference == null ? "" : reference;
    }

    @Override
    public Optional<Mono<Effect<ExtractionEvent>>> preparation(List<ExtractionEvent> events) {
        return Optional.ofNullable(reference(events.getFirst()))
                .map(reference -> loadResult
                        .load(reference)
                        .map(text -> fresh -> EventListener.each(fresh, event -> apply(event, text))));
    }

    @Override
    public Mono<Void> onAll(List<ExtractionEvent> events) {
        return EventListener.each(events, event -> apply(event, null));
    }

    /** @param loaded the data that the event refers to; null if it carries them */
    private Mono<Void> apply(ExtractionEvent event, @Nullable String loaded) {
        return switch (event) {
            case ExtractionStarted started -> Mono.empty();
            case ExtractionAttempted attempted -> Mono.empty();
            case ExtractionCompleted completed ->
                data.insert(document(completed, loaded == null ? json.writeValueAsString(completed.data()) : loaded));
            case ExtractionFailed failed ->
                documents.ended(failed.documentId(), failed.batchId(), failed.userId(), failed.run(), failed.code());
            case ExtractionCancelled cancelled ->
                documents.ended(
                        cancelled.documentId(), cancelled.batchId(), cancelled.userId(), cancelled.run(), CANCELLED);
        };
    }

    private static @Nullable DataReference reference(ExtractionEvent event) {
        return event instanceof ExtractionCompleted completed ? completed.dataReference() : null;
    }

    private static ExtractedDocument document(ExtractionCompleted event, String data) {
        return new ExtractedDocument(
                event.documentId(),
                event.run(),
                0,
                event.batchId(),
                event.userId(),
                event.filename(),
                event.documentType(),
                event.pages(),
                event.prompt(),
                event.model(),
                data,
                event.warnings(),
                event.completedAt(),
                event.layout());
    }
}
