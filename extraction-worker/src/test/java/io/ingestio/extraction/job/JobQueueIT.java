package io.ingestio.extraction.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.extraction.SampleJobs;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Fairness, leases and fencing. */
class JobQueueIT extends QueueFixture {

    private final Duration soon = Duration.ZERO;

    @Test
    void nextSlotGoesToUserWithFewestRunningJobs() {
        JobQueue worker = worker();
        enqueue("heavy", 50, 100);
        enqueue("light", 1, 100);
        assertThat(claim(worker, 2)).extracting(Job::userId).containsExactlyInAnyOrder("heavy", "light");
        enqueue("light", 1, 100);
        enqueue("third", 1, 100);
        assertThat(claim(worker, 3)).extracting(Job::userId).containsExactlyInAnyOrder("third", "heavy", "light");
    }

    @Test
    void runningJobsStayWithinTheTiersLimit() {
        JobQueue worker = worker();
        enqueue("plus", 10, 3);
        assertThat(claim(worker, 8)).hasSize(3);
        assertThat(claim(worker, 8)).isEmpty();
    }

    @Test
    void jobIsNeverClaimedTwice() {
        enqueue("a", 200, 1000);
        List<Job> claimed = Flux.range(0, 8)
                .flatMap(i -> worker().claim(40).subscribeOn(Schedulers.parallel()))
                .flatMapIterable(list -> list)
                .collectList()
                .block();
        assertThat(claimed).extracting(Job::id).doesNotHaveDuplicates();
        assertThat(claimed.size() + claim(worker(), 200).size()).isEqualTo(200);
    }

    @Test
    void claimCarriesTheWholeJob() {
        var document = SampleJobs.uploaded(UUID.randomUUID(), "alice", "key", "prompt", "{}", 5);
        tenancy.asService(jobs.enqueue(List.of(NewJob.of(document)))).block();
        assertThat(claim(worker(), 1)).singleElement().satisfies(job -> {
            assertThat(job.documentId()).isEqualTo(document.documentId());
            assertThat(job.batchId()).isEqualTo(document.batchId());
            assertThat(job.file()).isEqualTo(new Job.StoredFile("f.pdf", "application/pdf", 1, "key"));
            assertThat(job.request()).isEqualTo(new Job.Request("prompt", null, "{}"));
            assertThat(job.claim()).isEqualTo(claim(1, 1, job));
        });
        assertThat(events()).containsExactly("extraction.started");
    }

    @Test
    void resultIsDroppedWhenLeaseWasLost() {
        enqueue("a", 1, 10);
        JobQueue slow = worker();
        JobQueue fast = worker();
        Job zombie = claim(slow, 1).getFirst();
        expireLeases();
        assertThat(fast.reap().block()).isEqualTo(1);
        assertThat(one("select body from outbox where type = 'extraction.attempted'", String.class))
                .contains("worker_lost");
        Job current = claim(fast, 1).getFirst();
        assertThat(current.claim().leaseEpoch()).isGreaterThan(zombie.claim().leaseEpoch());
        assertThat(current.claim().attempt()).isEqualTo(2);

        assertThat(end(slow, zombie, completed(zombie))).isFalse();
        assertThat(end(fast, current, completed(current))).isTrue();
        assertThat(end(fast, current, completed(current))).isFalse();
        assertThat(events())
                .containsExactly(
                        "extraction.started", "extraction.attempted", "extraction.started", "extraction.completed");
    }

    @Test
    void renewReturnsLostJobs() {
        enqueue("a", 2, 10);
        JobQueue holder = worker();
        List<Job> held = claim(holder, 2);
        Set<UUID> ids = Set.of(held.get(0).id(), held.get(1).id());
        assertThat(holder.renew(ids).block()).isEmpty();
        assertThat(worker().renew(ids).block()).isEqualTo(ids);
    }

    @Test
    void renewReturnsDeletedJobs() {
        enqueue("a", 1, 10);
        JobQueue holder = worker();
        Set<UUID> ids = Set.of(claim(holder, 1).getFirst().id());

        run("delete from extraction_jobs");

        assertThat(holder.renew(ids).block()).isEqualTo(ids);
    }

    @Test
    void jobFailsWhenLeasesKeepExpiring() {
        enqueue("a", 1, 10);
        for (int crash = 1; crash <= settings.maxCrashes(); crash++) {
            assertThat(claim(worker(), 1)).hasSize(1);
            expireLeases();
            assertThat(worker().reap().block()).isEqualTo(1);
        }
        assertThat(claim(worker(), 1)).isEmpty();
        assertThat(events()).endsWith("extraction.failed").containsOnlyOnce("extraction.failed");
        assertThat(one("select error_code from extraction_jobs", String.class)).isEqualTo("crash_loop");
    }

    @Test
    void returnedAttemptIsNotCounted() {
        enqueue("a", 1, 10);
        JobQueue stopping = worker();
        claim(stopping, 1);
        assertThat(stopping.returnAll().block()).isEqualTo(1);
        assertThat(claim(worker(), 1))
                .singleElement()
                .satisfies(job -> assertThat(job.claim().attempt()).isEqualTo(1));
    }

    @Test
    void retryWaitsForItsDelay() {
        enqueue("a", 1, 10);
        JobQueue worker = worker();
        Job job = claim(worker, 1).getFirst();
        assertThat(end(worker, job, retry(Duration.ofHours(1), true))).isTrue();
        assertThat(claim(worker, 1)).isEmpty();
        run("update extraction_jobs set next_attempt_at = next_attempt_at - interval '1 hour'");
        assertThat(claim(worker, 1))
                .singleElement()
                .satisfies(next -> assertThat(next.claim()).isEqualTo(claim(2, 2, next)));
    }

    @Test
    void postponedAgeCountsFromTheFirstInARow() {
        enqueue("a", 1, 10);
        JobQueue worker = worker();
        end(worker, claim(worker, 1).getFirst(), retry(soon, false));
        run("update extraction_jobs set postponed_since = postponed_since - interval '1 hour'");
        end(worker, claim(worker, 1).getFirst(), retry(soon, false));
        Job third = claim(worker, 1).getFirst();
        assertThat(third.claim().attempt()).isEqualTo(1);
        assertThat(third.claim().postponed()).isEqualTo(2);
        assertThat(third.claim().postponedSeconds()).isGreaterThanOrEqualTo(3600);

        end(worker, third, retry(soon, true));
        assertThat(claim(worker, 1))
                .singleElement()
                .satisfies(job -> assertThat(job.claim()).isEqualTo(claim(2, 4, job)));
    }

    @Test
    void recoveryClearsTheWaitOfUntriedJobs() {
        enqueue("a", 1, 10);
        JobQueue worker = worker();
        worker.postpone().block();
        assertThat(one("select count(postponed_since) from extraction_jobs", Long.class))
                .isEqualTo(1);
        worker.resume().block();
        assertThat(one("select count(postponed_since) from extraction_jobs", Long.class))
                .isZero();

        end(worker, claim(worker, 1).getFirst(), retry(Duration.ofHours(1), false));
        worker.resume().block();
        assertThat(one("select count(postponed_since) from extraction_jobs", Long.class))
                .isEqualTo(1);
    }

    @Test
    void outagePublishesOnceForEachCodeAndHour() {
        enqueue("a", 1, 10);
        JobQueue worker = worker();
        for (int attempt = 0; attempt < 3; attempt++) {
            end(worker, claim(worker, 1).getFirst(), postponed(ErrorCode.MODEL_UNAVAILABLE));
            end(worker, claim(worker, 1).getFirst(), postponed(ErrorCode.CIRCUIT_OPEN));
        }
        assertThat(attempts()).isEqualTo(2);

        run("""
            update extraction_jobs
            set postponed_reports = jsonb_set(postponed_reports, '{circuit_open}', to_jsonb(now() - interval '61 minutes'))
            """);
        end(worker, claim(worker, 1).getFirst(), postponed(ErrorCode.CIRCUIT_OPEN));
        end(worker, claim(worker, 1).getFirst(), postponed(ErrorCode.MODEL_UNAVAILABLE));
        assertThat(attempts()).isEqualTo(3);
        end(worker, claim(worker, 1).getFirst(), retry(soon, true));
        end(worker, claim(worker, 1).getFirst(), retry(soon, true));
        assertThat(attempts()).isEqualTo(5);
    }

    private long attempts() {
        return events().stream().filter("extraction.attempted"::equals).count();
    }

    private static Outcome postponed(ErrorCode code) {
        return new Outcome.Retry(Duration.ZERO, false, code);
    }

    private static Job.Claim claim(int attempt, long epoch, Job job) {
        return new Job.Claim(
                attempt, 0, 0, epoch, job.claim().queuedAt(), job.claim().startedAt());
    }

    private static List<Job> claim(JobQueue worker, int slots) {
        return worker.claim(slots).block();
    }

    private static boolean end(JobQueue worker, Job job, Outcome outcome) {
        return worker.end(job, outcome).block();
    }

    private static Outcome completed(Job job) {
        return new Outcome.Completed(SampleJobs.completed(job));
    }

    private static Outcome retry(Duration delay, boolean counted) {
        return new Outcome.Retry(delay, counted, ErrorCode.MODEL_OUTPUT);
    }
}
