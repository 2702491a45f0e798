package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.orchestrator.document.Document;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What events or an act of a user lead to.
 *
 * @param batches   every locked batch, as it is before its documents are counted anew
 * @param documents those that have changed
 * @param events    to be published with the change, beside completions
 */
public record Change(Map<UUID, Batch> batches, List<Document> documents, List<OrchestrationEvent> events) {}
