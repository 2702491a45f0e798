package io.ingestio.extraction.job;

import io.ingestio.background.PollingLoop;
import io.ingestio.background.WakeUp;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Keeps this process's slots full: claims, runs, renews leases, reaps those of the dead. Told to stop, it claims no more, lets
 * running jobs end for a while and hands the rest back.
 */
@Component
class JobLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobLoop.class);
    private static final Duration STATEMENT = Duration.ofSeconds(30);

    private final ClaimJobs claimJobs;
    private final JobWork work;
    private final WakeUp wakeUp;
    private final WorkerSettings settings;
    private final Map<UUID, Disposable> running = new ConcurrentHashMap<>();
    private final PollingLoop claims;
    private final PollingLoop leases;
    private Duration pause;

    JobLoop(ClaimJobs claimJobs, JobWork work, WakeUp jobLoopWakeUp, WorkerSettings settings, MeterRegistry meters) {
        this.claimJobs = claimJobs;
        this.work = work;
        this.wakeUp = jobLoopWakeUp;
        this.settings = settings;
        this.pause = settings.busyPoll();
        this.claims = new PollingLoop("job-claims", 1, wakeUp, this::fillSlots);
        this.leases = new PollingLoop("job-leases", 1, new WakeUp(), this::keepLeases);
        meters.gaugeMapSize("ingestio.worker.running", List.of(), running);
    }

    @Override
    public void start() {
        claims.start();
        leases.start();
    }

    private Duration fillSlots(boolean called) {
        int free = settings.slots() - running.size();
        int claimed = free > 0 ? claim(free) : 0;
        boolean busy = claimed > 0 || free == 0;
        pause = busy ? settings.busyPoll() : shorter(pause.multipliedBy(2), settings.idlePoll());
        return pause;
    }

    private int claim(int free) {
        List<Job> jobs = claimJobs.claim(free).block(STATEMENT);
        if (jobs == null) {
            return 0;
        }
        jobs.forEach(this::run);
        return jobs.size();
    }

    private void run(Job job) {
        var ended = new AtomicBoolean();
        Disposable handle = work.run(job)
                .onErrorResume(failure -> {
                    LOG.error("job {} of document {} failed unexpectedly", job.id(), job.documentId(), failure);
                    return Mono.just(new JobWork.Outcome.Retry(Duration.ofSeconds(5), true));
                })
                .flatMap(outcome -> settle(job, outcome))
                .onErrorResume(failure -> {
                    LOG.warn(
                            "job {} could not be handed back, its lease will run out: {}",
                            job.id(),
                            failure.toString());
                    return Mono.empty();
                })
                .doFinally(signal -> {
                    ended.set(true);
                    running.remove(job.id());
                    wakeUp.call();
                })
                .subscribe();
        running.put(job.id(), handle);
        if (ended.get()) {
            running.remove(job.id());
        }
    }

    private Mono<Void> settle(Job job, JobWork.Outcome outcome) {
        return switch (outcome) {
            case JobWork.Outcome.Settled settled -> Mono.empty();
            case JobWork.Outcome.Retry retry -> claimJobs.retry(job, retry.delay(), retry.counts());
        };
    }

    private Duration keepLeases(boolean called) {
        renew();
        Integer reaped = claimJobs.reap().block(STATEMENT);
        if (reaped != null && reaped > 0) {
            LOG.warn("took {} jobs over whose worker is gone", reaped);
            wakeUp.call();
        }
        return settings.heartbeat();
    }

    /** Stops work on jobs that another worker has taken over: their results would be dropped. */
    private void renew() {
        Set<UUID> before = Set.copyOf(running.keySet());
        if (before.isEmpty()) {
            return;
        }
        Set<UUID> lost = claimJobs.renew(before).block(STATEMENT);
        for (UUID id : lost == null ? Set.<UUID>of() : lost) {
            Disposable handle = running.remove(id);
            if (handle != null) {
                LOG.warn("the lease of job {} is lost, its work is dropped", id);
                handle.dispose();
            }
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Leases are kept until the last job has ended. */
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
        running.values().forEach(Disposable::dispose);
        try {
            claimJobs.handBack().block(STATEMENT);
        } catch (RuntimeException e) {
            LOG.warn("leases could not be handed back and will run out: {}", e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return claims.isRunning();
    }
}
