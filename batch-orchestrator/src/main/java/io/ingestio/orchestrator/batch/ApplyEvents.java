package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.orchestrator.document.Document;
import io.ingestio.orchestrator.document.DocumentTable;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Applies events of any owner to their batches and documents, and publishes the completion of a batch when its last
 * document has ended.
 *
 * <p>Runs in the listener's transaction. The batch rows are locked first, in the order of their ids: two listeners that
 * apply the ends of the last two documents at the same time do so one after the other, and exactly one sees the batch
 * complete. The number of statements does not depend on the number of events.
 */
@Component
class ApplyEvents {

    private final BatchTable batches;
    private final DocumentTable documents;
    private final Outbox outbox;

    ApplyEvents(BatchTable batches, DocumentTable documents, Outbox outbox) {
        this.batches = batches;
        this.documents = documents;
        this.outbox = outbox;
    }

    Mono<Void> apply(List<? extends BatchEvent> events) {
        return batches.lock(events)
                .flatMap(locked -> documents
                        .find(Document.idsIn(events))
                        .flatMap(known -> documents.save(Document.afterAll(events, known)))
                        .then(batches.recount(locked.keySet()))
                        .flatMap(recounts -> store(Batch.afterAll(events, locked, recounts))));
    }

    private Mono<Void> store(List<Batch.Decision> decisions) {
        List<BatchCompleted> completions = decisions.stream()
                .map(Batch.Decision::completed)
                .flatMap(Optional::stream)
                .toList();
        return batches.save(decisions.stream().map(Batch.Decision::batch).toList())
                .then(outbox.append(completions));
    }
}
