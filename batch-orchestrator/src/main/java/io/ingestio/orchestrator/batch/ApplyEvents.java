package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.orchestrator.document.Document;
import io.ingestio.orchestrator.document.DocumentTable;
import io.ingestio.orchestrator.timeline.Hops;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Applies events of any owner to their batches and documents, in the listener's transaction. */
@Component
public class ApplyEvents {

    private final BatchTable batches;
    private final DocumentTable documents;
    private final StoreChange storeChange;
    private final Clock clock;

    ApplyEvents(BatchTable batches, DocumentTable documents, StoreChange storeChange, Clock clock) {
        this.batches = batches;
        this.documents = documents;
        this.storeChange = storeChange;
        this.clock = clock;
    }

    public Mono<Void> apply(List<? extends BatchEvent> events) {
        return batches.lock(events)
                .flatMap(locked -> documents
                        .find(Document.idsIn(events))
                        .flatMap(known -> storeChange.store(change(events, locked, known, clock.instant()))));
    }

    /** What the events lead to. Documents that arrive after their batch was cancelled or deleted are cancelled or deleted, too. */
    static Change change(
            List<? extends BatchEvent> events, Map<UUID, Batch> locked, Map<UUID, Document> known, Instant now) {
        Map<UUID, Batch> announced = Batch.afterAll(events, locked);
        List<Document> changed = Document.afterAll(events, known).stream()
                .map(document -> batchOf(announced, document).isDeleted() ? document.deleted(now) : document)
                .toList();
        List<OrchestrationEvent> requests = requests(changed, known, announced, now);
        List<BatchEvent> happened =
                Stream.concat(events.stream(), requests.stream()).toList();
        return Change.ofEvents(announced, changed, requests, Hops.of(happened, now));
    }

    private static List<OrchestrationEvent> requests(
            List<Document> changed, Map<UUID, Document> known, Map<UUID, Batch> batches, Instant now) {
        return changed.stream()
                .<OrchestrationEvent>mapMulti((document, events) -> {
                    Document before = known.get(document.id());
                    if (document.isDeleted() && (before == null || !before.isDeleted())) {
                        events.accept(document.deletion(now));
                    } else if (document.isOpen() && batchOf(batches, document).cancelsDocuments()) {
                        events.accept(document.cancelRequest(now));
                    }
                })
                .toList();
    }

    private static Batch batchOf(Map<UUID, Batch> batches, Document document) {
        return Objects.requireNonNull(batches.get(document.batchId()), "batch");
    }
}
