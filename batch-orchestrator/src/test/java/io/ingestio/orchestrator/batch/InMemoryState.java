package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.contracts.status.DocumentStatus;
import io.ingestio.orchestrator.document.Document;
import io.ingestio.orchestrator.document.Progress;
import io.ingestio.orchestrator.timeline.Hop;
import io.ingestio.testkit.SampleEvents;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@link ApplyEvents} and {@link StoreChange} do with the tables, in memory. {@link ApplyEventsIT} compares both. */
public final class InMemoryState {

    private final Map<UUID, Batch> batches = new HashMap<>();
    private final Map<UUID, Document> documents = new HashMap<>();
    private final Map<UUID, Hop> hops = new HashMap<>();
    private final List<OrchestrationEvent> published = new ArrayList<>();

    public void apply(List<? extends BatchEvent> events) {
        Map<UUID, Batch> touched = new HashMap<>();
        for (BatchEvent event : events) {
            UUID id = event.batchId();
            touched.put(id, batches.getOrDefault(id, Batch.placeholder(id, event.userId())));
        }
        store(ApplyEvents.change(events, touched, knownOf(events), SampleEvents.T0));
    }

    public void store(Change change) {
        change.documents().forEach(document -> documents.put(document.id(), document));
        change.hops().stream()
                .filter(hop -> isPresent(documents.get(hop.documentId())))
                .forEach(hop -> hops.merge(hop.id(), hop, Hop::earlier));
        hops.values().removeIf(hop -> change.deletedDocuments().contains(hop.documentId()));
        published.addAll(change.events());
        for (Batch batch : change.batches().values()) {
            Batch.Decision decision = batch.recounted(recount(batch.id()));
            batches.put(batch.id(), decision.batch());
            decision.completed().ifPresent(published::add);
        }
    }

    public Map<UUID, Batch> batches() {
        return batches;
    }

    Batch batch(UUID id) {
        return Objects.requireNonNull(batches.get(id));
    }

    public List<OrchestrationEvent> published() {
        return published;
    }

    public Stream<BatchCompleted> completions() {
        return published.stream().filter(BatchCompleted.class::isInstance).map(BatchCompleted.class::cast);
    }

    /** The documents of all batches in the order of their positions. */
    public List<Document> documents() {
        return documents.values().stream()
                .sorted(Comparator.comparing(
                        document -> document.facts().position(), Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /** The hops of all documents in the order of a timeline. */
    public List<Hop> timeline() {
        return hops.values().stream()
                .sorted(Comparator.comparing(Hop::at).thenComparing(Hop::id))
                .toList();
    }

    private static boolean isPresent(@Nullable Document document) {
        return document != null && !document.isDeleted();
    }

    private Map<UUID, Document> knownOf(List<? extends BatchEvent> events) {
        return Document.idsIn(events).stream()
                .map(documents::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(Document::id, document -> document));
    }

    private Recount recount(UUID batchId) {
        List<Document> all = documents.values().stream()
                .filter(document -> document.batchId().equals(batchId))
                .toList();
        List<Document> of =
                all.stream().filter(document -> !document.isDeleted()).toList();
        List<Progress> failed = progressIn(of, DocumentStatus.FAILED);
        return new Recount(
                (int) of.stream()
                        .filter(document -> document.facts().position() != null)
                        .count(),
                progressIn(of, DocumentStatus.PROCESSING).size(),
                progressIn(of, DocumentStatus.COMPLETED).size(),
                failed.size(),
                progressIn(of, DocumentStatus.CANCELLED).size(),
                all.size() - of.size(),
                of.stream()
                        .map(document -> document.facts().pages())
                        .filter(Objects::nonNull)
                        .mapToInt(pages -> pages)
                        .sum(),
                (int) failed.stream()
                        .map(progress -> progress.failure().code())
                        .distinct()
                        .limit(2)
                        .count(),
                failed.stream()
                        .map(progress -> progress.failure().message())
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                all.stream()
                        .map(document -> document.isDeleted()
                                ? document.deletedAt()
                                : document.progress().finishedAt())
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
