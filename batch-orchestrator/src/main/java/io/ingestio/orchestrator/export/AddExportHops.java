package io.ingestio.orchestrator.export;

import io.ingestio.contracts.ExportEvent.ExportCompleted;
import io.ingestio.contracts.ExportEvent.ExportCompleted.Included;
import io.ingestio.orchestrator.batch.BatchTable;
import io.ingestio.orchestrator.timeline.Hop;
import io.ingestio.orchestrator.timeline.Hop.Kind;
import io.ingestio.orchestrator.timeline.Hop.Subject;
import io.ingestio.orchestrator.timeline.TimelineTable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Adds a hop to the timeline of each document of an export, in the listener's transaction. The batches are locked meanwhile: a document
 * that is being deleted gets none.
 */
@Component
class AddExportHops {

    private static final String SERVICE = "export";

    private final ExportedDocumentTable documents;
    private final BatchTable batches;
    private final TimelineTable timelines;

    AddExportHops(ExportedDocumentTable documents, BatchTable batches, TimelineTable timelines) {
        this.documents = documents;
        this.batches = batches;
        this.timelines = timelines;
    }

    Mono<Void> add(ExportCompleted event) {
        return subjects(event).filter(found -> !found.isEmpty()).flatMap(found -> {
            List<UUID> ofBatches =
                    found.stream().map(Subject::batchId).distinct().toList();
            List<Hop> hops = found.stream()
                    .map(document -> document.daily(Kind.EXPORTED, SERVICE, event.completedAt()))
                    .toList();
            return batches.lock(event.userId(), ofBatches).then(timelines.add(hops));
        });
    }

    /** What the event names; where it names none, the completed documents of the batch. */
    private Mono<List<Subject>> subjects(ExportCompleted event) {
        List<Included> included = event.documents();
        if (included != null) {
            return documents.of(event.userId(), included);
        }
        return event.batchId() == null
                ? Mono.just(List.of())
                : documents.completedIn(event.userId(), Objects.requireNonNull(event.batchId()));
    }
}
