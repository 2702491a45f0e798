package io.ingestio.extraction;

import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.RunId;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.contracts.UploadEvent.DocumentUploaded.Plan;
import io.ingestio.contracts.UploadEvent.DocumentUploaded.Request;
import io.ingestio.contracts.UploadEvent.DocumentUploaded.Run;
import io.ingestio.contracts.UploadEvent.DocumentUploaded.StoredFile;
import io.ingestio.contracts.request.PromptStrategy;
import io.ingestio.extraction.job.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Documents, jobs and results with defaults for everything that a test does not name. */
public final class SampleJobs {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private SampleJobs() {}

    /** A claimed job in its first attempt. */
    public static Job job() {
        return job(1, 0, 0);
    }

    public static Job job(int attempt, int postponed, long postponedSeconds) {
        UUID document = UUID.randomUUID();
        return new Job(
                RunId.of(document, 1),
                UUID.randomUUID(),
                document,
                1,
                "alice",
                new Job.StoredFile("f.pdf", "application/pdf", 2, "batches/b/d"),
                new Job.Request("the total", null, null),
                new Job.Claim(attempt, postponed, postponedSeconds, 7, NOW, NOW));
    }

    public static DocumentUploaded uploaded(String user, int concurrentDocuments) {
        return uploaded(UUID.randomUUID(), user, "k", "p", null, concurrentDocuments);
    }

    /** @param prompt null for the strategy auto */
    public static DocumentUploaded uploaded(
            UUID document,
            String user,
            String objectKey,
            @Nullable String prompt,
            @Nullable String schema,
            int concurrentDocuments) {
        return DocumentUploaded.of(
                new Run(UUID.randomUUID(), document, user, 1, 0),
                new StoredFile("f.pdf", "application/pdf", 10, 1, objectKey, "00"),
                new Request(prompt == null ? PromptStrategy.AUTO : PromptStrategy.GLOBAL, prompt, schema),
                new Plan("plus", concurrentDocuments),
                NOW);
    }

    public static ExtractionCompleted completed(Job job) {
        return new ExtractionCompleted(
                job.batchId(),
                job.documentId(),
                job.userId(),
                job.run(),
                job.file().filename(),
                job.file().pages(),
                "p",
                "other",
                Map.of(),
                null,
                null,
                List.of(),
                "m",
                0,
                0,
                NOW,
                null);
    }
}
