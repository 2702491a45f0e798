package io.ingestio.extraction.job;

import io.ingestio.background.Backoff;
import io.ingestio.background.LoopSpec;
import io.ingestio.background.PollingLoop;
import io.ingestio.background.Supervised;
import io.ingestio.background.WakeUp;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Claims jobs into free slots, runs them, renews their leases, and reaps jobs whose lease expired. On shutdown it stops claiming,
 * waits for running jobs up to the grace period, then returns the unfinished ones.
 *
 * <p>Every run ends in exactly one call of {@link JobQueue#end}. A run that reaches no end within its deadline is cancelled and
 * ends as a counted attempt; should even that fail, its lease is no longer renewed and the job is reaped.
 */
@Component
class JobLoop implements SmartLifecycle, Supervised {

    private static final Logger LOG = LoggerFactory.getLogger(JobLoop.class);
    private static final Duration STATEMENT = Duration.ofSeconds(30);

    private final JobQueue queue;
    private final JobWork work;
    private final WakeUp wakeUp;
    private final WorkerSettings settings;
    private final RunningJobs running;
    private final PollingLoop claims;
    private final PollingLoop leases;
    private final Backoff idle;
    private int idleRounds;

    JobLoop(
            JobQueue queue,
            JobWork work,
            WakeUp jobLoopWakeUp,
            WakeUp leaseWakeUp,
            WorkerSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.queue = queue;
        this.work = work;
        this.wakeUp = jobLoopWakeUp;
        this.settings = settings;
        this.running = new RunningJobs(clock);
        this.idle = Backoff.doubling(settings.busyPoll(), settings.idlePoll());
        this.claims = new PollingLoop(LoopSpec.of("job-claims"), wakeUp, clock, this::fillSlots);
        this.leases = new PollingLoop(LoopSpec.of("job-leases"), leaseWakeUp, clock, this::keepLeases);
        meters.gauge("ingestio.worker.running", running, RunningJobs::size);
    }

    @Override
    public List<PollingLoop> loops() {
        return List.of(claims, leases);
    }

    @Override
    public void start() {
        claims.start();
        leases.start();
    }

    private Duration fillSlots(boolean called) {
        int free = settings.slots() - running.size();
        int wanted = free > 0 ? work.capacity(free, running.size()) : 0;
        int claimed = wanted > 0 ? claim(wanted) : 0;
        idleRounds = claimed > 0 || free <= 0 ? 0 : idleRounds + 1;
        return idle.after(idleRounds + 1);
    }

    private int claim(int free) {
        List<Job> jobs = queue.claim(free).block(STATEMENT);
        if (jobs == null) {
            return 0;
        }
        jobs.forEach(this::run);
        return jobs.size();
    }

    private void run(Job job) {
        RunningJobs.Attempt attempt =
                running.add(job, settings.attemptDeadline().plus(STATEMENT));
        try {
            attempt.work().update(ending(attempt, job, outcome(job)).subscribe());
        } catch (StackOverflowError | LinkageError e) {
            // Reactor rethrows these to the subscriber's thread instead of signalling them.
            attempt.work().dispose();
            Mono<Outcome> failed = Mono.fromSupplier(() -> work.failed(job, e));
            ending(attempt, job, failed).subscribe();
        }
    }

    /** Ends the run and frees its slot. */
    private Mono<Boolean> ending(RunningJobs.Attempt attempt, Job job, Mono<Outcome> outcome) {
        return outcome.flatMap(reached -> end(job, reached))
                .onErrorResume(failure -> {
                    LOG.warn("job not ended, its lease will expire job={}", job.id(), failure);
                    return Mono.empty();
                })
                .doFinally(signal -> {
                    running.remove(attempt);
                    wakeUp.call();
                });
    }

    /** Without memory nothing can be decided: the lease expires, and the crash is counted. */
    private Mono<Outcome> outcome(Job job) {
        return Mono.defer(() -> work.run(job))
                .timeout(settings.attemptDeadline())
                .onErrorResume(
                        failure -> !(failure instanceof OutOfMemoryError),
                        failure -> Mono.just(work.failed(job, failure)));
    }

    /** A result that cannot be stored, because of what it contains, is a failure of the attempt. */
    private Mono<Boolean> end(Job job, Outcome outcome) {
        Mono<Boolean> end = Mono.defer(() -> queue.end(job, outcome)).timeout(STATEMENT);
        return outcome instanceof Outcome.Completed
                ? end.onErrorResume(
                        failure -> queue.end(job, work.failed(job, failure)).timeout(STATEMENT))
                : end;
    }

    private Duration keepLeases(boolean called) {
        renew();
        Integer reaped = queue.reap().block(STATEMENT);
        if (reaped != null && reaped > 0) {
            LOG.warn("expired leases reaped jobs={}", reaped);
            wakeUp.call();
        }
        postpone();
        return settings.heartbeat();
    }

    /** Cancels jobs that another worker has now, since their results would be dropped, and those that ignore their deadline. */
    private void renew() {
        running.overdue().forEach(job -> cancel(job, "deadline_ignored"));
        Set<UUID> renewable = running.renewable();
        if (renewable.isEmpty()) {
            return;
        }
        Set<UUID> lost = queue.renew(renewable).block(STATEMENT);
        if (lost != null) {
            lost.forEach(job -> cancel(job, "lease_lost"));
        }
    }

    /** Jobs that are not claimed wait like those that were: from when on is remembered, and too long a wait ends them. */
    private void postpone() {
        if (work.isAvailable()) {
            queue.resume().block(STATEMENT);
            return;
        }
        if (work.capacity(1, 0) > 0) {
            return; // a probe decides; until then the age of the wait is kept
        }
        Integer expired = queue.postpone().block(STATEMENT);
        if (expired != null && expired > 0) {
            LOG.warn("postponed jobs failed, dependency unavailable too long jobs={}", expired);
        }
    }

    private void cancel(UUID job, String reason) {
        LOG.warn("run cancelled job={} failure={}", job, reason);
        running.cancel(job);
    }

    /** Leases are renewed until the last job has ended or the grace period is over. */
    @Override
    public void stop() {
        long deadline = System.nanoTime() + settings.grace().toNanos();
        claims.stop(settings.grace());
        try {
            while (!running.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leases.stop(Duration.ZERO);
        running.cancelAll();
        try {
            queue.returnAll().block(STATEMENT);
        } catch (RuntimeException e) {
            LOG.warn("leases not returned, they will expire failure={}", e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return claims.isRunning();
    }
}
