package io.ingestio.orchestrator.act;

import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchDeleted;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.orchestrator.batch.Batch;
import io.ingestio.orchestrator.batch.BatchTable;
import io.ingestio.orchestrator.batch.Change;
import io.ingestio.orchestrator.batch.StoreChange;
import io.ingestio.orchestrator.document.Document;
import io.ingestio.orchestrator.document.DocumentTable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Renames, cancels or deletes a batch of a user. Each may be repeated: nothing happens twice. */
@Component
class ActOnBatch {

    private final BatchTable batches;
    private final DocumentTable documents;
    private final StoreChange storeChange;
    private final Tenancy tenancy;
    private final Clock clock;

    ActOnBatch(BatchTable batches, DocumentTable documents, StoreChange storeChange, Tenancy tenancy, Clock clock) {
        this.batches = batches;
        this.documents = documents;
        this.storeChange = storeChange;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** @throws Problem 404 {@code not_found} */
    Mono<Void> rename(String userId, UUID batchId, @Nullable String name) {
        return act(
                userId, batchId, (batch, ofBatch) -> only(batch.renamed(name), List.of(), List.of(), clock.instant()));
    }

    /**
     * Asks the worker to cancel what has not ended. What had ended stays; a batch that had ended stays as it is. Of a draft the upload is
     * asked: it stays as it is until that has decided, and may be asked again.
     *
     * @throws Problem 404 {@code not_found}
     */
    Mono<Void> cancel(String userId, UUID batchId) {
        return act(userId, batchId, (batch, ofBatch) -> cancellation(batch, ofBatch, clock.instant()));
    }

    static Change cancellation(Batch batch, List<Document> ofBatch, Instant now) {
        if (batch.isDraft()) {
            return only(batch.cancelled(), List.of(), List.of(batch.cancelRequest(now)), now);
        }
        List<OrchestrationEvent> requests = ofBatch.stream()
                .filter(Document::isOpen)
                .<OrchestrationEvent>map(document -> document.cancelRequest(now))
                .toList();
        return only(batch.cancelled(), List.of(), requests, now);
    }

    /**
     * Deletes the batch with its documents: here at once, in the other services by events. A batch that was deleted
     * before is deleted once more, and nothing happens.
     *
     * @throws Problem 404 {@code not_found}
     */
    Mono<Void> delete(String userId, UUID batchId) {
        return act(
                userId,
                batchId,
                batch -> batch.isVisible() || batch.isDeleted(),
                (batch, ofBatch) -> deletion(batch, ofBatch, clock.instant()));
    }

    /** Nothing for a batch that was deleted before. */
    static Change deletion(Batch batch, List<Document> ofBatch, Instant now) {
        if (batch.isDeleted()) {
            return only(batch, List.of(), List.of(), now);
        }
        List<Document> present =
                ofBatch.stream().filter(document -> !document.isDeleted()).toList();
        List<OrchestrationEvent> events = new ArrayList<>();
        present.forEach(document -> events.add(document.deletion(now)));
        events.add(new BatchDeleted(batch.id(), batch.userId(), now));
        return only(
                batch.deleted(now),
                present.stream().map(document -> document.deleted(now)).toList(),
                events,
                now);
    }

    private Mono<Void> act(String userId, UUID batchId, BiFunction<Batch, List<Document>, Change> decide) {
        return act(userId, batchId, Batch::isVisible, decide);
    }

    private Mono<Void> act(
            String userId, UUID batchId, Predicate<Batch> isThere, BiFunction<Batch, List<Document>, Change> decide) {
        return tenancy.asUser(
                userId,
                batches.lock(userId, List.of(batchId))
                        .flatMap(locked -> Mono.justOrEmpty(locked.get(batchId)))
                        .filter(isThere)
                        .switchIfEmpty(Mono.error(() -> Problem.notFound("batch")))
                        .flatMap(batch -> documents
                                .ofBatch(batchId)
                                .flatMap(ofBatch -> storeChange.store(decide.apply(batch, ofBatch)))));
    }

    private static Change only(Batch batch, List<Document> changed, List<OrchestrationEvent> events, Instant now) {
        return Change.ofAct(Map.of(batch.id(), batch), changed, events, now);
    }
}
