package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.orchestrator.document.Document;
import io.ingestio.orchestrator.timeline.Hop;
import io.ingestio.orchestrator.timeline.Hops;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What events or an act of a user lead to.
 *
 * @param batches   every locked batch, as it is before its documents are counted anew
 * @param documents those that have changed
 * @param events    to be published with the change, beside completions
 * @param hops      of the documents' timelines
 * @param byUser    whether it is an act: a batch that ends by it, ends because documents were deleted
 */
public record Change(
        Map<UUID, Batch> batches,
        List<Document> documents,
        List<OrchestrationEvent> events,
        List<Hop> hops,
        boolean byUser) {

    /** What events lead to. */
    public static Change ofEvents(
            Map<UUID, Batch> batches, List<Document> documents, List<OrchestrationEvent> events, List<Hop> hops) {
        return new Change(batches, documents, events, hops, false);
    }

    /** An act of a user: the hops are what was asked for. */
    public static Change ofAct(
            Map<UUID, Batch> batches, List<Document> documents, List<OrchestrationEvent> events, Instant now) {
        return new Change(batches, documents, events, Hops.of(events, now), true);
    }

    /** Of those that have changed. */
    List<UUID> deletedDocuments() {
        return documents.stream().filter(Document::isDeleted).map(Document::id).toList();
    }
}
