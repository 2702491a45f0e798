package io.ingestio.extraction.job;

import io.ingestio.contracts.OrchestrationEvent.DocumentRedoRequested;
import io.ingestio.contracts.OrchestrationEvent.DocumentStateRequested;
import io.ingestio.contracts.RunId;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import java.util.Optional;
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

    /** Empty if the event does not say what the run is made of. */
    static Optional<NewJob> of(DocumentStateRequested event) {
        String filename = event.filename();
        String mimeType = event.mimeType();
        Integer pages = event.pages();
        String objectKey = event.objectKey();
        String promptStrategy = event.promptStrategy();
        Integer limit = event.concurrentDocuments();
        if (filename == null
                || mimeType == null
                || pages == null
                || objectKey == null
                || promptStrategy == null
                || limit == null) {
            return Optional.empty();
        }
        return Optional.of(new NewJob(
                event.batchId(),
                event.documentId(),
                event.run(),
                event.userId(),
                new Job.StoredFile(filename, mimeType, pages, objectKey),
                promptStrategy,
                new Job.Request(event.prompt(), event.documentType(), event.schema()),
                limit,
                event.run() > 1 ? REDO : FIRST_RUN));
    }

    UUID id() {
        return RunId.of(documentId, run);
    }
}
