package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.contracts.status.DocumentStatus;
import io.ingestio.orchestrator.document.Document;
import io.ingestio.orchestrator.document.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** What {@link ApplyEvents} does with the tables, in memory. {@link ApplyEventsIT} holds both to the same histories. */
final class InMemoryState {

    private final Map<UUID, Batch> batches = new HashMap<>();
    private final Map<UUID, Document> documents = new HashMap<>();
    private final List<BatchCompleted> published = new ArrayList<>();

    void apply(List<BatchEvent> events) {
        Map<UUID, Batch> touched = new HashMap<>();
        for (BatchEvent event : events) {
            UUID id = event.batchId();
            touched.put(id, batches.getOrDefault(id, Batch.placeholder(id, event.userId())));
        }
        Document.afterAll(events, knownOf(events)).forEach(document -> documents.put(document.id(), document));
        Map<UUID, Recount> recounts = touched.keySet().stream().collect(Collectors.toMap(id -> id, this::recount));
        for (Batch.Decision decision : Batch.afterAll(events, touched, recounts)) {
            batches.put(decision.batch().id(), decision.batch());
            decision.completed().ifPresent(published::add);
        }
    }

    Batch batch(UUID id) {
        return Objects.requireNonNull(batches.get(id));
    }

    List<BatchCompleted> published() {
        return published;
    }

    /** The documents of all batches in the order of their positions. */
    List<Document> documents() {
        return documents.values().stream()
                .sorted(Comparator.comparing(
                        document -> document.facts().position(), Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    private Map<UUID, Document> knownOf(List<BatchEvent> events) {
        return Document.idsIn(events).stream()
                .map(documents::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(Document::id, document -> document));
    }

    private Recount recount(UUID batchId) {
        List<Document> of = documents.values().stream()
                .filter(document -> document.batchId().equals(batchId))
                .toList();
        List<Progress> failed = progressIn(of, DocumentStatus.FAILED);
        return new Recount(
                (int) of.stream()
                        .filter(document -> document.facts().position() != null)
                        .count(),
                progressIn(of, DocumentStatus.PROCESSING).size(),
                progressIn(of, DocumentStatus.COMPLETED).size(),
                failed.size(),
                of.stream()
                        .map(document -> document.facts().pages())
                        .filter(Objects::nonNull)
                        .mapToInt(pages -> pages)
                        .sum(),
                (int) failed.stream().map(Progress::errorCode).distinct().count(),
                failed.stream()
                        .map(Progress::errorMessage)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                of.stream()
                        .map(document -> document.progress().finishedAt())
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null));
    }

    private static List<Progress> progressIn(Collection<Document> documents, DocumentStatus status) {
        return documents.stream()
                .map(Document::progress)
                .filter(progress -> progress.status() == status)
                .toList();
    }
}
