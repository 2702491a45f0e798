package io.ingestio.extraction.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.background.WakeUp;
import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.DocumentCancelRequested;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentRedoRequested;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.extraction.SampleJobs;
import io.ingestio.extraction.learning.ExampleTable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What users' acts do to jobs, in whatever order the events of the owners arrive. */
class CancelledJobsIT extends QueueFixture {

    private static final int RACES = 1_000;

    @Autowired
    ExampleTable examples;

    private final DocumentUploaded document = SampleJobs.uploaded("alice", 10);

    @Test
    void runCancelledBeforeItWasQueuedNeverRuns() {
        receive(cancel(1));
        uploaded();

        assertThat(worker().claim(1).block()).isEmpty();
        assertThat(one("select status from extraction_jobs", String.class)).isEqualTo("cancelled");
        receive(cancel(1));
        assertThat(events()).containsExactly("extraction.cancelled");
    }

    @Test
    void runThatHasEndedStaysAsItEnded() {
        uploaded();
        JobQueue worker = worker();
        Job job = worker.claim(1).block().getFirst();
        worker.end(job, new Outcome.Completed(SampleJobs.completed(job))).block();

        receive(cancel(1));

        assertThat(one("select status from extraction_jobs", String.class)).isEqualTo("completed");
        assertThat(events()).containsExactly("extraction.started", "extraction.completed");
    }

    @Test
    void resultOfACancelledAttemptIsDropped() {
        uploaded();
        JobQueue worker = worker();
        Job job = worker.claim(1).block().getFirst();
        receive(cancel(1));

        assertThat(worker.renew(List.of(job.id())).block()).containsExactly(job.id());
        assertThat(worker.end(job, new Outcome.Completed(SampleJobs.completed(job)))
                        .block())
                .isFalse();
        assertThat(events()).containsExactly("extraction.started", "extraction.cancelled");
    }

    @Test
    void cancelAndEndLeaveOneFinalEvent() {
        JobQueue worker = worker();
        for (int race = 0; race < RACES; race++) {
            run("delete from extraction_jobs");
            run("delete from outbox");
            uploaded();
            Job job = worker.claim(1).block().getFirst();
            Mono<?> end = worker.end(job, new Outcome.Completed(SampleJobs.completed(job)));
            Mono<?> cancel = tenancy.asService(listener().onAll(List.of(cancel(1))));
            Flux.merge(end.subscribeOn(Schedulers.parallel()), cancel.subscribeOn(Schedulers.parallel()))
                    .blockLast();

            assertThat(events())
                    .as("race %d", race)
                    .hasSize(2)
                    .last()
                    .isEqualTo("extraction." + one("select status from extraction_jobs", String.class));
        }
    }

    @Test
    void redoGoesAheadOfTheUsersOwnQueue() {
        enqueue("alice", 3, 10);
        receive(redo(2, null));

        Job first = worker().claim(1).block().getFirst();

        assertThat(first.run()).isEqualTo(2);
        assertThat(first.request().prompt()).isNull();
        assertThat(first.request().documentType()).isEqualTo("receipt");
    }

    @Test
    void deletedDocumentKeepsNoContent() {
        uploaded();
        run("insert into model_calls (job_id, step, reply) select id, 'extract', 'secret' from extraction_jobs");

        receive(new DocumentDeleted(document.batchId(), document.documentId(), "alice", 1, SampleJobs.NOW));
        uploaded();

        assertThat(one("select count(*) from model_calls", Long.class)).isZero();
        assertThat(one(
                        "select status || filename || coalesce(prompt, '') || object_key from extraction_jobs",
                        String.class))
                .isEqualTo("cancelled");
        assertThat(events()).containsExactly("extraction.cancelled");
    }

    @Test
    void cancelledRunIsAbortedAtOnce() {
        var aborted = new AtomicInteger();
        var leaseWakeUp = new WakeUp();
        var slow = new WorkerSettings(
                4,
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                2,
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                5,
                Duration.ofMillis(100),
                1);
        JobLoop loop = loop(slow, leaseWakeUp, job -> Mono.<Outcome>never().doOnCancel(aborted::incrementAndGet));
        uploaded();
        loop.start();
        try {
            await().until(() ->
                    one("select status from extraction_jobs", String.class).equals("processing"));
            receive(cancel(1));
            leaseWakeUp.call();
            await().until(() -> aborted.get() == 1);
        } finally {
            loop.stop();
        }
    }

    private void uploaded() {
        tenancy.asService(jobs.enqueue(List.of(NewJob.of(document)))).block();
    }

    private OrchestrationListener listener() {
        return new OrchestrationListener(worker(), examples, new WakeUp(), new WakeUp());
    }

    private void receive(OrchestrationEvent event) {
        tenancy.asService(listener().onAll(List.of(event))).block();
    }

    private DocumentCancelRequested cancel(int run) {
        return new DocumentCancelRequested(document.batchId(), document.documentId(), "alice", run, SampleJobs.NOW);
    }

    private DocumentRedoRequested redo(int run, String prompt) {
        return new DocumentRedoRequested(
                document.batchId(),
                UUID.randomUUID(),
                "alice",
                run,
                "f.pdf",
                "application/pdf",
                1,
                "k",
                "auto",
                prompt,
                "receipt",
                null,
                10,
                SampleJobs.NOW);
    }
}
