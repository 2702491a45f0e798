package io.ingestio.extraction.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.background.WakeUp;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.extraction.SampleJobs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Whatever the work does, each of its runs ends once. */
class JobLoopIT extends QueueFixture {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ScriptedWork work = new ScriptedWork();
    private JobLoop loop;

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void outcomeIsStored() {
        start(LONG, job -> Mono.just(new Outcome.Completed(SampleJobs.completed(job))));
        awaitStatus("completed");
        assertThat(events()).containsExactly("extraction.started", "extraction.completed");
        assertThat(work.failures).isEmpty();
    }

    @Test
    void failureBecomesItsOutcome() {
        start(LONG, job -> Mono.error(new IllegalStateException("broken")));
        awaitStatus("failed");
        assertThat(work.runs).hasValue(2);
        assertThat(work.failures).hasSize(2).hasOnlyElementsOfType(IllegalStateException.class);
    }

    @Test
    void errorThrownBySubscribingEndsTheRun() {
        start(LONG, job -> {
            throw new StackOverflowError();
        });
        awaitStatus("failed");
        assertThat(work.failures).hasSize(2).hasOnlyElementsOfType(StackOverflowError.class);
    }

    @Test
    void hungWorkEndsAtItsDeadline() {
        var cancelled = new AtomicInteger();
        start(Duration.ofMillis(300), job -> Mono.<Outcome>never().doOnCancel(cancelled::incrementAndGet));
        awaitStatus("failed");
        assertThat(cancelled).hasValue(2);
    }

    @Test
    void resultThatCannotBeStoredIsAFailure() {
        start(LONG, job -> Mono.just(new Outcome.Completed(withNul(job))));
        awaitStatus("failed");
        assertThat(work.failures).hasSize(2);
    }

    @Test
    void outOfMemoryLeavesTheJobToTheReaper() {
        start(LONG, job -> Mono.error(new OutOfMemoryError("simulated")));
        await().untilAsserted(() -> assertThat(work.runs).hasValue(1));
        assertThat(one("select status from extraction_jobs", String.class)).isEqualTo("processing");
        expireLeases();
        await().untilAsserted(() -> assertThat(one("select crashes from extraction_jobs", Integer.class))
                .isPositive());
        assertThat(work.failures).isEmpty();
    }

    @Test
    void nothingIsClaimedWithoutCapacity() {
        work.available = false;
        start(LONG, job -> Mono.just(new Outcome.Completed(SampleJobs.completed(job))));
        await().untilAsserted(() -> assertThat(one(
                        "select count(*) from extraction_jobs where status = 'queued' and postponed_since is not null",
                        Long.class))
                .isEqualTo(1));
        assertThat(work.runs).hasValue(0);

        work.available = true;
        awaitStatus("completed");
    }

    @Test
    void jobThatWaitedTooLongFailsUnclaimed() {
        work.available = false;
        start(LONG, job -> Mono.never());
        run("update extraction_jobs set postponed_since = now() - interval '25 hours'");
        awaitStatus("failed");
        assertThat(work.runs).hasValue(0);
        assertThat(events()).containsExactly("extraction.failed");
        assertThat(one("select error_code from extraction_jobs", String.class)).isEqualTo("dependency_unavailable");
    }

    @Test
    void lostLeaseCancelsTheWork() {
        var cancelled = new AtomicInteger();
        start(LONG, job -> Mono.<Outcome>never().doOnCancel(cancelled::incrementAndGet));
        awaitStatus("processing");
        run("update extraction_jobs set worker = 'another', lease_epoch = lease_epoch + 1");
        await().untilAsserted(() -> assertThat(cancelled).hasValue(1));
    }

    @Test
    void erasureOfTheUserCancelsTheWork() {
        var cancelled = new AtomicInteger();
        start(LONG, job -> Mono.<Outcome>never().doOnCancel(cancelled::incrementAndGet));
        awaitStatus("processing");

        assertThat(worker().cancelAllOf("alice").block()).isEqualTo(1);

        await().untilAsserted(() -> assertThat(cancelled).hasValue(1));
        assertThat(work.runs).hasValue(1);
        assertThat(events()).containsExactly("extraction.started");
    }

    @Test
    void unfinishedJobIsReturnedOnShutdown() {
        var cancelled = new AtomicInteger();
        start(LONG, job -> Mono.<Outcome>never().doOnCancel(cancelled::incrementAndGet));
        awaitStatus("processing");
        loop.stop();
        assertThat(cancelled).hasValue(1);
        assertThat(one("select status from extraction_jobs", String.class)).isEqualTo("queued");
        assertThat(one("select attempt from extraction_jobs", Integer.class)).isZero();
    }

    private void start(Duration attemptDeadline, Function<Job, Mono<Outcome>> script) {
        work.script = script;
        enqueue("alice", 1, 10);
        var fast = new WorkerSettings(
                4,
                Duration.ofSeconds(10),
                Duration.ofMillis(100),
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                2,
                attemptDeadline,
                LONG,
                5,
                Duration.ofMillis(100),
                1);
        loop = new JobLoop(
                worker(), work, new WakeUp(), new WakeUp(), fast, Clock.systemUTC(), new SimpleMeterRegistry());
        loop.start();
    }

    private void awaitStatus(String status) {
        await().untilAsserted(() -> assertThat(one("select status from extraction_jobs", String.class))
                .isEqualTo(status));
    }

    /** PostgreSQL stores no NUL character. */
    private static ExtractionCompleted withNul(Job job) {
        ExtractionCompleted event = SampleJobs.completed(job);
        return new ExtractionCompleted(
                event.batchId(),
                event.documentId(),
                event.userId(),
                event.run(),
                event.filename(),
                event.pages(),
                "nul \0",
                event.documentType(),
                Map.of(),
                null,
                null,
                List.of(),
                event.model(),
                0,
                0,
                event.completedAt(),
                null);
    }

    /** Fails a job at its second failure. */
    private static final class ScriptedWork implements JobWork {
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger runs = new AtomicInteger();
        private Function<Job, Mono<Outcome>> script = job -> Mono.never();
        private volatile boolean available = true;

        @Override
        public boolean isAvailable() {
            return available;
        }

        @Override
        public int capacity(int free, int running) {
            return available ? free : 0;
        }

        @Override
        public Mono<Outcome> run(Job job) {
            runs.incrementAndGet();
            return script.apply(job);
        }

        @Override
        public Outcome failed(Job job, Throwable failure) {
            failures.add(failure);
            return job.claim().attempt() < 2
                    ? new Outcome.Retry(Duration.ZERO, true, ErrorCode.EXTRACTION_ERROR)
                    : new Outcome.Failed(new ExtractionFailed(
                            job.batchId(),
                            job.documentId(),
                            job.userId(),
                            job.run(),
                            "extraction_error",
                            "It failed.",
                            SampleJobs.NOW));
        }
    }
}
