package io.ingestio.extraction.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.extraction.SampleJobs;
import io.ingestio.extraction.job.JobStatus.Move;
import io.ingestio.extraction.job.MovedJobTable.UnwantedRun;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement moves a job as the table of moves says, and leaves it alone in every other status. */
class JobMovesIT extends QueueFixture {

    @ParameterizedTest
    @MethodSource("io.ingestio.extraction.job.JobStatusTest#cells")
    void statementFollowsTheTable(Move move, JobStatus status) {
        JobQueue worker = worker();
        Job job = claimed(worker);
        run("update extraction_jobs set status = '" + status.wireName() + "', crashes = "
                + (move == Move.ABANDON ? settings.maxCrashes() - 1 : 0));
        run("delete from outbox");
        perform(move, worker, job);
        assertThat(one("select status from extraction_jobs", String.class))
                .isEqualTo(move.applyTo(status).wireName());
        assertThat(events()).isEqualTo(move.isLegalFrom(status) ? eventsOf(move) : List.of());
    }

    private Job claimed(JobQueue worker) {
        var document = SampleJobs.uploaded(UUID.randomUUID(), "alice", "k", "p", null, 10);
        tenancy.asService(jobs.enqueue(List.of(NewJob.of(document)))).block();
        return worker.claim(1).block().getFirst();
    }

    private void perform(Move move, JobQueue worker, Job job) {
        switch (move) {
            case CLAIM -> worker.claim(1).block();
            case COMPLETE ->
                worker.end(job, new Outcome.Completed(SampleJobs.completed(job)))
                        .block();
            case FAIL -> worker.end(job, new Outcome.Failed(failed(job))).block();
            case RETRY ->
                worker.end(job, new Outcome.Retry(Duration.ZERO, true, ErrorCode.MODEL_OUTPUT))
                        .block();
            case ERASE -> worker.cancelAllOf("alice").block();
            case RETURN -> worker.returnAll().block();
            case EXPIRE -> {
                run("update extraction_jobs set postponed_since = now() - interval '25 hours'");
                worker.postpone().block();
            }
            case REPEAT -> tenancy.asService(moved.repeat(job.id())).block();
            case CANCEL ->
                tenancy.asService(worker.cancel(
                                List.of(new UnwantedRun(job.batchId(), job.documentId(), job.userId(), job.run()))))
                        .block();
            case REAP, ABANDON -> {
                run("update extraction_jobs set lease_until = now() - interval '1 second'");
                worker.reap().block();
            }
        }
    }

    private static List<String> eventsOf(Move move) {
        return switch (move) {
            case CLAIM -> List.of("extraction.started");
            case COMPLETE -> List.of("extraction.completed");
            case FAIL, ABANDON, EXPIRE -> List.of("extraction.failed");
            case CANCEL -> List.of("extraction.cancelled");
            case RETRY, REAP -> List.of("extraction.attempted");
            case RETURN, ERASE, REPEAT -> List.of();
        };
    }

    private static ExtractionFailed failed(Job job) {
        return new ExtractionFailed(
                job.batchId(), job.documentId(), job.userId(), job.run(), "model_output", "Unusable.", SampleJobs.NOW);
    }
}
