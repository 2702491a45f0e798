package io.ingestio.extraction.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.OrchestrationEvent.DocumentStateRequested;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.extraction.SampleJobs;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the worker answers when it is asked how a run stands. */
class JobAnswersIT extends QueueFixture {

    private final DocumentUploaded document = SampleJobs.uploaded(UUID.randomUUID(), "alice", "k", "p", null, 10);

    @ParameterizedTest
    @CsvSource({"processing, extraction.started", "failed, extraction.failed", "cancelled, extraction.cancelled"})
    void eventIsPublishedAgain(String status, String event) {
        enqueue();
        run("update extraction_jobs set status = '" + status
                + "', attempt = 1, finished_at = now(), error_code = 'model_output'");

        ask(true);
        ask(true);

        assertThat(events()).containsExactly(event, event);
        assertThat(status()).isEqualTo(status);
    }

    @Test
    void queuedJobKeepsItsPlace() {
        enqueue();
        String before = one("select queued_at::text || next_attempt_at from extraction_jobs", String.class);

        ask(true);

        assertThat(events()).isEmpty();
        assertThat(status()).isEqualTo("queued");
        assertThat(one("select queued_at::text || next_attempt_at from extraction_jobs", String.class))
                .isEqualTo(before);
    }

    @Test
    void completedJobIsRepeated() {
        enqueue();
        run("update extraction_jobs set status = 'completed', attempt = 3, finished_at = now()");

        ask(true);

        assertThat(status()).isEqualTo("queued");
        assertThat(one("select attempt from extraction_jobs", Integer.class)).isZero();
    }

    @Test
    void deletedDocumentIsNotRepeated() {
        enqueue();
        run("update extraction_jobs set status = 'completed', content_deleted = true, finished_at = now()");

        ask(true);

        assertThat(status()).isEqualTo("completed");
    }

    @Test
    void unknownJobIsQueued() {
        ask(true);
        ask(true);

        assertThat(one("select count(*)::int from extraction_jobs", Integer.class))
                .isEqualTo(1);
        assertThat(one("select object_key from extraction_jobs", String.class)).isEqualTo("k");
        assertThat(events()).isEmpty();
    }

    @Test
    void unknownJobWithoutItsFileFails() {
        ask(false);

        assertThat(events()).containsExactly("extraction.failed");
        assertThat(one("select body from outbox", String.class)).contains("job_lost");
    }

    private void enqueue() {
        tenancy.asService(jobs.enqueue(List.of(NewJob.of(document)))).block();
    }

    private void ask(boolean withFile) {
        var request = new DocumentStateRequested(
                document.batchId(),
                document.documentId(),
                document.userId(),
                document.run(),
                withFile ? document.filename() : null,
                withFile ? document.mimeType() : null,
                withFile ? document.pages() : null,
                withFile ? document.objectKey() : null,
                withFile ? document.promptStrategy() : null,
                document.prompt(),
                null,
                null,
                withFile ? document.concurrentDocuments() : null,
                Instant.now());
        tenancy.asService(worker().answer(request)).block();
    }

    private String status() {
        return one("select status from extraction_jobs", String.class);
    }
}
