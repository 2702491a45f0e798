package io.ingestio.export.data;

import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchCancelRequested;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.contracts.OrchestrationEvent.BatchDeleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentCancelRequested;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentRedoRequested;
import io.ingestio.contracts.OrchestrationEvent.DocumentStateRequested;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Stores how many documents a batch has, so that an export of it is whole, or its manifest says that it is not. Deletes the data of
 * deleted documents.
 */
@Component
class OrchestrationListener implements EventListener<OrchestrationEvent> {

    private final BatchEndTable batchEnds;
    private final DeletedDocumentTable deletedDocuments;

    OrchestrationListener(BatchEndTable batchEnds, DeletedDocumentTable deletedDocuments) {
        this.batchEnds = batchEnds;
        this.deletedDocuments = deletedDocuments;
    }

    @Override
    public Class<OrchestrationEvent> family() {
        return OrchestrationEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<OrchestrationEvent> events) {
        return EventListener.each(events, this::apply);
    }

    private Mono<Void> apply(OrchestrationEvent event) {
        return switch (event) {
            case BatchCompleted batch ->
                batchEnds.put(new BatchEnd(
                        batch.batchId(),
                        batch.userId(),
                        batch.revision(),
                        batch.documentCount(),
                        batch.completedCount()));
            case DocumentDeleted deleted ->
                deletedDocuments.delete(deleted.documentId(), deleted.batchId(), deleted.userId());
            case BatchDeleted deleted -> deletedDocuments.deleteBatch(deleted.batchId(), deleted.userId());
            case BatchCancelRequested other -> Mono.empty();
            case DocumentCancelRequested other -> Mono.empty();
            case DocumentStateRequested other -> Mono.empty();
            case DocumentRedoRequested other -> Mono.empty();
        };
    }
}
