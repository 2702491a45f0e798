package io.ingestio.orchestrator.live;

import io.ingestio.orchestrator.batch.BatchReads.BatchDetail;
import io.ingestio.orchestrator.document.DocumentReads.DocumentView;
import java.util.List;
import java.util.UUID;

/**
 * Rows as they are now, of those that have changed. A row may come twice, never in an older state than before.
 *
 * @param batches   as {@code GET /batches/{id}} answers
 * @param documents as {@code GET /documents/{id}} answers
 */
record Changes(List<BatchDetail> batches, List<DocumentView> documents, Deleted deleted) {

    /** What was deleted, by its id. */
    record Deleted(List<UUID> batches, List<UUID> documents) {}

    boolean isEmpty() {
        return batches.isEmpty()
                && documents.isEmpty()
                && deleted.batches().isEmpty()
                && deleted.documents().isEmpty();
    }
}
