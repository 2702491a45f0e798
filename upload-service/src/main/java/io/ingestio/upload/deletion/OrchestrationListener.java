package io.ingestio.upload.deletion;

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

/** Entry for deletions: marks the rows; {@link DeleteFiles} deletes the files, then the rows. */
@Component
class OrchestrationListener implements EventListener<OrchestrationEvent> {

    private final DeletionTable deletions;

    OrchestrationListener(DeletionTable deletions) {
        this.deletions = deletions;
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
            case DocumentDeleted deleted -> deletions.markDocument(deleted.userId(), deleted.documentId());
            case BatchDeleted deleted -> deletions.markBatch(deleted.userId(), deleted.batchId());
            case BatchCompleted other -> Mono.empty();
            case BatchCancelRequested other -> Mono.empty();
            case DocumentCancelRequested other -> Mono.empty();
            case DocumentStateRequested other -> Mono.empty();
            case DocumentRedoRequested other -> Mono.empty();
        };
    }
}
