package io.ingestio.export.data;

import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionCancelled;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Stores the data of completed extractions. The other events of an extraction carry none. */
@Component
class ExtractionListener implements EventListener<ExtractionEvent> {

    private final ExtractedDataTable data;
    private final JsonMapper json;

    ExtractionListener(ExtractedDataTable data, JsonMapper json) {
        this.data = data;
        this.json = json;
    }

    @Override
    public Class<ExtractionEvent> family() {
        return ExtractionEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<ExtractionEvent> events) {
        return EventListener.each(events, this::apply);
    }

    private Mono<Void> apply(ExtractionEvent event) {
        return switch (event) {
            case ExtractionStarted started -> Mono.empty();
            case ExtractionCompleted completed -> data.insert(document(completed));
            case ExtractionFailed failed -> Mono.empty();
            case ExtractionCancelled cancelled -> Mono.empty();
        };
    }

    private ExtractedDocument document(ExtractionCompleted event) {
        return new ExtractedDocument(
                event.documentId(),
                event.run(),
                event.batchId(),
                event.userId(),
                event.filename(),
                event.documentType(),
                event.pages(),
                event.prompt(),
                event.model(),
                json.writeValueAsString(event.data()),
                event.warnings(),
                event.completedAt());
    }
}
