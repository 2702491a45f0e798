package io.ingestio.contracts;

import java.time.Instant;
import java.util.UUID;

/** What the batch orchestrator publishes. */
public sealed interface OrchestrationEvent extends BatchEvent {

    /**
     * Every document of the batch is in a final state. Published once per revision of the batch.
     *
     * @param revision 1, and one more each time a finished batch was opened again
     * @param status   completed, partially_completed or failed
     */
    @WireName("batch.completed")
    record BatchCompleted(
            UUID batchId,
            String userId,
            int revision,
            String status,
            int documentCount,
            int completedCount,
            int failedCount,
            int totalPages,
            Instant completedAt)
            implements OrchestrationEvent {
        public BatchCompleted {
            Require.present(batchId, "batchId");
            Require.present(status, "status");
            Require.present(completedAt, "completedAt");
            Require.text(userId, "userId");
            Require.atLeast(1, revision, "revision");
        }
    }
}
