package io.ingestio.testkit;

import io.ingestio.contracts.BatchEvent;
import io.ingestio.contracts.DataSummary;
import io.ingestio.contracts.ExportEvent.DocumentConfirmed;
import io.ingestio.contracts.ExportEvent.DocumentEdited;
import io.ingestio.contracts.ExportEvent.DocumentUnconfirmed;
import io.ingestio.contracts.ExtractionEvent.ExtractionAttempted;
import io.ingestio.contracts.ExtractionEvent.ExtractionCancelled;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.contracts.UploadEvent.BatchDiscarded;
import io.ingestio.contracts.UploadEvent.BatchDrafted;
import io.ingestio.contracts.UploadEvent.DocumentRejected;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.contracts.UploadEvent.DocumentUploaded.Plan;
import io.ingestio.contracts.UploadEvent.DocumentUploaded.Request;
import io.ingestio.contracts.UploadEvent.DocumentUploaded.Run;
import io.ingestio.contracts.UploadEvent.DocumentUploaded.StoredFile;
import io.ingestio.contracts.request.PromptStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Valid events of one batch of one user; a test names only what it is about. */
public record SampleEvents(UUID batchId, String userId) {

    /** When the batch is submitted. */
    public static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    /** A new batch of {@code alice}. */
    public static SampleEvents ofBatch() {
        return new SampleEvents(UUID.randomUUID(), "alice");
    }

    public BatchCreated created(int documentCount) {
        return new BatchCreated(batchId, userId, "a batch", "global", "all of it", documentCount, T0);
    }

    /** Before the batch is submitted; it expires a day later. */
    public BatchDrafted drafted(int documentCount) {
        return new BatchDrafted(
                batchId,
                userId,
                "a batch",
                "global",
                "all of it",
                documentCount,
                T0.minusSeconds(60),
                T0.plusSeconds(86_400));
    }

    /** @param reason {@code cancelled} or {@code expired} */
    public BatchDiscarded discarded(String reason) {
        return new BatchDiscarded(batchId, userId, reason, T0.plusSeconds(30));
    }

    public DocumentUploaded uploaded(UUID documentId, int position) {
        return uploaded(documentId, position, 1);
    }

    public DocumentUploaded uploaded(UUID documentId, int position, int pages) {
        return DocumentUploaded.of(
                new Run(batchId, documentId, userId, 1, position),
                new StoredFile("file-" + position + ".pdf", "application/pdf", 9, pages, "key-" + documentId, "00"),
                new Request(PromptStrategy.GLOBAL, "all of it", null),
                new Plan("plus", 16),
                T0);
    }

    public DocumentRejected rejected(UUID documentId, int position) {
        return new DocumentRejected(
                batchId,
                documentId,
                userId,
                position,
                "file-" + position + ".pdf",
                9,
                "empty_file",
                "The file is empty.",
                T0.plusSeconds(position));
    }

    public ExtractionStarted started(UUID documentId, int run) {
        return new ExtractionStarted(batchId, documentId, userId, run, 1, T0.plusSeconds(10), T0.plusSeconds(5));
    }

    /** The first attempt, which ended and is followed by another. */
    public ExtractionAttempted attempted(UUID documentId, int run) {
        return new ExtractionAttempted(
                batchId, documentId, userId, run, 1, "model_output", true, T0.plusSeconds(15), T0.plusSeconds(17));
    }

    public ExtractionCompleted completed(UUID documentId, int run, int pages, Instant at) {
        return new ExtractionCompleted(
                batchId,
                documentId,
                userId,
                run,
                "file.pdf",
                pages,
                "all of it",
                "invoice",
                Map.of("total", 1),
                null,
                null,
                List.of(),
                "scripted",
                1,
                1,
                at,
                null);
    }

    /** The review's {@code number}-th change: of an even number a confirmation, else an edit with that many items. */
    public BatchEvent reviewed(UUID documentId, int run, int number) {
        var summary = new DataSummary(Map.of("total", "edited"), Map.of("items", number));
        Instant at = T0.plusSeconds(100 + number);
        return number % 2 == 0
                ? new DocumentConfirmed(batchId, documentId, userId, run, number, number, summary, at)
                : new DocumentEdited(batchId, documentId, userId, run, number, number, summary, at);
    }

    public DocumentUnconfirmed unconfirmed(UUID documentId, int run, int number) {
        return new DocumentUnconfirmed(batchId, documentId, userId, run, 0, number, null, T0.plusSeconds(100 + number));
    }

    public ExtractionFailed failed(UUID documentId, int run, Instant at) {
        return new ExtractionFailed(batchId, documentId, userId, run, "model_output", "Try again.", at);
    }

    public ExtractionCancelled cancelled(UUID documentId, int run) {
        return new ExtractionCancelled(batchId, documentId, userId, run, T0.plusSeconds(30));
    }
}
