package io.ingestio.extraction.job;

import io.ingestio.contracts.OrchestrationEvent.DocumentRedoRequested;
import io.ingestio.contracts.RunId;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import java.util.UUID;

/**
 * A run of a document that is to be queued.
 *
 * @param promptStrategy      wire name of a {@link io.ingestio.contracts.request.PromptStrategy}
 * @param concurrentDocuments how many documents of the user may be extracted at once
 * @param priority            among the user's own jobs, higher first: a person waits for a redo
 */
record NewJob(
        UUID batchId,
        UUID documentId,
        int run,
        String userId,
        Job.StoredFile file,
        String promptStrategy,
        Job.Request request,
        int concurrentDocuments,
        int priority) {

    private static final int FIRST_RUN = 0;
    private static final int REDO = 1;

    static NewJob of(DocumentUploaded event) {
        return new NewJob(
                event.batchId(),
                event.documentId(),
                event.run(),
                event.userId(),
                new Job.StoredFile(event.filename(), event.mimeType(), event.pages(), event.objectKey()),
                event.promptStrategy(),
                new Job.Request(event.prompt(), null, event.schema()),
                event.concurrentDocuments(),
                FIRST_RUN);
    }

    static NewJob of(DocumentRedoRequested event) {
        return new NewJob(
                event.batchId(),
                event.documentId(),
                event.run(),
                event.userId(),
                new Job.StoredFile(event.filename(), event.mimeType(), event.pages(), event.objectKey()),
                event.promptStrategy(),
                new Job.Request(event.prompt(), event.documentType(), event.schema()),
                event.concurrentDocuments(),
                REDO);
    }

    UUID id() {
        return RunId.of(documentId, run);
    }
}
