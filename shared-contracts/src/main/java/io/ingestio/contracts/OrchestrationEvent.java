package io.ingestio.contracts;

import io.ingestio.contracts.request.PromptStrategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the batch orchestrator publishes: the ends of batches, and what users want done with their documents. */
public sealed interface OrchestrationEvent extends BatchEvent {

    /**
     * Every document of the batch is in a final state. Published once per revision of the batch.
     *
     * @param revision 1, and one more each time a finished batch was opened again
     * @param status   completed, partially_completed, failed or cancelled
     * @param cancelledCount 0 in events that are older than this field
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
            @Nullable Integer cancelledCount,
            int totalPages,
            Instant completedAt)
            implements OrchestrationEvent {
        public BatchCompleted {
            Require.present(batchId, "batchId");
            Require.present(status, "status");
            Require.present(completedAt, "completedAt");
            Require.text(userId, "userId");
            Require.atLeast(1, revision, "revision");
            cancelledCount = cancelledCount == null ? Integer.valueOf(0) : cancelledCount;
        }
    }

    /**
     * The user no longer wants a batch that is not submitted. The upload service decides: one that was submitted meanwhile is unaffected,
     * any other is discarded.
     */
    @WireName("batch.cancel-requested")
    record BatchCancelRequested(UUID batchId, String userId, Instant requestedAt) implements OrchestrationEvent {
        public BatchCancelRequested {
            Require.present(batchId, "batchId");
            Require.present(requestedAt, "requestedAt");
            Require.text(userId, "userId");
        }
    }

    /**
     * The user no longer wants this run. The worker decides: a run that has ended stays as it ended, any other becomes
     * {@code extraction.cancelled}. May come before the run is queued.
     */
    @WireName("document.cancel-requested")
    record DocumentCancelRequested(UUID batchId, UUID documentId, String userId, int run, Instant requestedAt)
            implements OrchestrationEvent {
        public DocumentCancelRequested {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(requestedAt, "requestedAt");
            Require.text(userId, "userId");
            Require.atLeast(1, run, "run");
        }
    }

    /**
     * The user wants a document extracted again. Carries all that the extraction needs.
     *
     * @param run            of the new extraction: one more than the latest
     * @param promptStrategy wire name of a {@link PromptStrategy}; of this document, which may differ from its batch's
     * @param prompt         the document's prompt; null where the strategy is auto
     * @param documentType   the type, where the user named it: nothing is classified; null otherwise
     * @param schema         JSON Schema (text) the result must satisfy; null for none
     */
    @WireName("document.redo-requested")
    record DocumentRedoRequested(
            UUID batchId,
            UUID documentId,
            String userId,
            int run,
            String filename,
            String mimeType,
            int pages,
            String objectKey,
            String promptStrategy,
            @Nullable String prompt,
            @Nullable String documentType,
            @Nullable String schema,
            int concurrentDocuments,
            Instant requestedAt)
            implements OrchestrationEvent {
        public DocumentRedoRequested {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(filename, "filename");
            Require.present(mimeType, "mimeType");
            Require.present(promptStrategy, "promptStrategy");
            Require.present(requestedAt, "requestedAt");
            Require.text(userId, "userId");
            Require.text(objectKey, "objectKey");
            Require.atLeast(2, run, "run");
            Require.atLeast(1, pages, "pages");
            Require.atLeast(1, concurrentDocuments, "concurrentDocuments");
        }
    }

    /**
     * A run has not moved for longer than its stage should take: the worker publishes what it knows of it once more, or queues it. Asks
     * for nothing that has an effect twice, and may be published again and again. What a run is made of is null where the upload's event
     * has not arrived.
     *
     * @param promptStrategy wire name of a {@link PromptStrategy}
     */
    @WireName("document.state-requested")
    record DocumentStateRequested(
            UUID batchId,
            UUID documentId,
            String userId,
            int run,
            @Nullable String filename,
            @Nullable String mimeType,
            @Nullable Integer pages,
            @Nullable String objectKey,
            @Nullable String promptStrategy,
            @Nullable String prompt,
            @Nullable String documentType,
            @Nullable String schema,
            @Nullable Integer concurrentDocuments,
            Instant requestedAt)
            implements OrchestrationEvent {
        public DocumentStateRequested {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(requestedAt, "requestedAt");
            Require.text(userId, "userId");
            Require.atLeast(1, run, "run");
        }
    }

    /**
     * The user deleted a document: every service deletes what it has of it, and ignores what arrives later.
     *
     * @param run the latest run
     */
    @WireName("document.deleted")
    record DocumentDeleted(UUID batchId, UUID documentId, String userId, int run, Instant deletedAt)
            implements OrchestrationEvent {
        public DocumentDeleted {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(deletedAt, "deletedAt");
            Require.text(userId, "userId");
        }
    }

    /** The user deleted a batch. {@code document.deleted} is published for each of its documents as well. */
    @WireName("batch.deleted")
    record BatchDeleted(UUID batchId, String userId, Instant deletedAt) implements OrchestrationEvent {
        public BatchDeleted {
            Require.present(batchId, "batchId");
            Require.present(deletedAt, "deletedAt");
            Require.text(userId, "userId");
        }
    }
}
