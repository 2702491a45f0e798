package io.ingestio.orchestrator.act;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.orchestrator.batch.Batch;
import io.ingestio.orchestrator.batch.Change;
import io.ingestio.orchestrator.document.Document;
import io.ingestio.orchestrator.document.Redo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides an act on several documents of one user, each for itself. A finished batch is opened again by the first act
 * that is accepted in it.
 */
final class DocumentActs {

    private final Map<UUID, Batch> batches;
    private final Map<UUID, Document> documents;
    private final Instant now;
    private final List<Document> changed = new ArrayList<>();
    private final List<OrchestrationEvent> events = new ArrayList<>();
    private final List<Acted.Accepted> accepted = new ArrayList<>();
    private final List<Acted.Refused> refused = new ArrayList<>();

    /** @param batches the locked batches of the user that the documents belong to */
    DocumentActs(Map<UUID, Batch> batches, Map<UUID, Document> documents, Instant now) {
        this.batches = new HashMap<>(batches);
        this.documents = documents;
        this.now = now;
    }

    DocumentActs redo(List<UUID> ids, Redo redo) {
        ids.stream().distinct().forEach(id -> redo(id, redo));
        return this;
    }

    private void redo(UUID id, Redo redo) {
        Optional<Document> found = find(id);
        Optional<ErrorCode> refusal =
                found.isEmpty() ? Optional.of(ErrorCode.NOT_FOUND) : redoRefusal(found.orElseThrow());
        if (refusal.isPresent()) {
            refused.add(Acted.Refused.of(id, refusal.orElseThrow()));
            return;
        }
        Document again = found.orElseThrow().redone(redo);
        accept(again, Redo.request(again, now));
    }

    /** While a batch is being cancelled, its documents have not ended. */
    private Optional<ErrorCode> redoRefusal(Document document) {
        return batchOf(document).isCancelling() ? Optional.of(ErrorCode.STILL_RUNNING) : document.redoRefusal();
    }

    /** A document that was deleted before is accepted once more, and nothing happens. */
    DocumentActs delete(List<UUID> ids) {
        ids.stream().distinct().forEach(this::delete);
        return this;
    }

    private void delete(UUID id) {
        Optional<Document> found = find(id);
        if (found.isEmpty()) {
            refused.add(Acted.Refused.of(id, ErrorCode.NOT_FOUND));
            return;
        }
        Document document = found.orElseThrow();
        if (document.isDeleted()) {
            accepted.add(new Acted.Accepted(id, document.progress().run()));
        } else {
            accept(document.deleted(now), document.deletion(now));
        }
    }

    private Optional<Document> find(UUID id) {
        return Optional.ofNullable(documents.get(id)).filter(document -> batches.containsKey(document.batchId()));
    }

    private void accept(Document after, OrchestrationEvent event) {
        batches.computeIfPresent(after.batchId(), (id, batch) -> batch.opened());
        changed.add(after);
        events.add(event);
        accepted.add(new Acted.Accepted(after.id(), after.progress().run()));
    }

    private Batch batchOf(Document document) {
        return Objects.requireNonNull(batches.get(document.batchId()), "batch");
    }

    Change change() {
        return Change.ofAct(batches, List.copyOf(changed), List.copyOf(events), now);
    }

    Acted acted() {
        return new Acted(List.copyOf(accepted), List.copyOf(refused));
    }
}
