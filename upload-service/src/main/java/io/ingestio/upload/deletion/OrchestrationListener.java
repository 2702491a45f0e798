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
import io.ingestio.upload.draft.DiscardDraft;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Entry for deletions, and for drafts that are given up: marks the rows; {@link DeleteFiles} deletes the files, then the rows. */
@Component
class OrchestrationListener implements EventListener<OrchestrationEvent> {

    private final DeletionTable deletions;
    private final DiscardDraft discardDraft;

    OrchestrationListener(DeletionTable deletions, DiscardDraft discardDraft) {
        this.deletions = deletions;
        this.discardDraft = discardDraft;
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
            case BatchDeleted deleted ->
                discardDraft
                        .delete(deleted.userId(), deleted.batchId())
                        .then(deletions.markBatch(deleted.userId(), deleted.batchId()));
            case BatchCompleted other -> Mono.empty();
            case BatchCancelRequested cancelled ->
                discardDraft.discard(cancelled.userId(), cancelled.batchId(), DiscardDraft.Reason.CANCELLED);
            case DocumentCancelRequested other -> Mono.empty();
            case DocumentStateRequested other -> Mono.empty();
            case DocumentRedoRequested other -> Mono.empty();
        };
    }
}
