package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.orchestrator.document.Document;
import io.ingestio.orchestrator.document.DocumentTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes events of any owner into the state of their batches and documents, and publishes the completion of a batch when its last
 * document is settled.
 *
 * <p>Runs in the listener's transaction. The batch rows are locked first, in the order of their ids, so two listeners that settle
 * the last two documents of a batch at the same time do so one after the other, and exactly one sees the batch complete. However
 * many events arrived together, it takes the same few statements.
 */
@Component
class SettleBatches {

    private final BatchTable batches;
    private final DocumentTable documents;
    private final Outbox outbox;

    SettleBatches(BatchTable batches, DocumentTable documents, Outbox outbox) {
        this.batches = batches;
        this.documents = documents;
        this.outbox = outbox;
    }

    Mono<Void> on(List<? extends BatchEvent> events) {
        return batches.lock(events)
                .flatMap(locked -> settleDocuments(events)
                        .then(batches.recount(locked.keySet()))
                        .flatMap(recounts -> store(decide(locked, events, recounts))));
    }

    private Mono<Void> settleDocuments(List<? extends BatchEvent> events) {
        List<UUID> ids = events.stream()
                .map(Document::idIn)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return documents.find(ids).flatMap(known -> {
            Map<UUID, Document> touched = new HashMap<>(known);
            for (BatchEvent event : events) {
                UUID id = Document.idIn(event);
                if (id != null) {
                    touched.compute(
                            id,
                            (same, document) -> (document == null
                                            ? Document.unknown(id, event.batchId(), event.userId())
                                            : document)
                                    .on(event));
                }
            }
            return documents.save(List.copyOf(touched.values()));
        });
    }

    private static List<Batch.Decision> decide(
            Map<UUID, Batch> locked, List<? extends BatchEvent> events, Map<UUID, Recount> recounts) {
        Map<UUID, Batch> announced = new HashMap<>(locked);
        for (BatchEvent event : events) {
            if (event instanceof BatchCreated created) {
                announced.computeIfPresent(created.batchId(), (id, batch) -> batch.on(created));
            }
        }
        return announced.values().stream()
                .map(batch -> batch.settle(recounts.getOrDefault(batch.id(), Recount.EMPTY)))
                .toList();
    }

    private Mono<Void> store(List<Batch.Decision> decisions) {
        List<BatchCompleted> completions = new ArrayList<>();
        decisions.forEach(decision -> decision.completed().ifPresent(completions::add));
        return batches.save(decisions.stream().map(Batch.Decision::batch).toList())
                .then(outbox.append(completions));
    }
}
