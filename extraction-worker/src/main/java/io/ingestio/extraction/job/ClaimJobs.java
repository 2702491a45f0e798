package io.ingestio.extraction.job;

import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The life of a claim: taken, kept alive, handed back, or reaped when its worker died. */
@Component
class ClaimJobs {

    private static final String CRASH_LOOP = "crash_loop";
    private static final String CRASH_LOOP_DETAIL =
            "Processing this document stopped unexpectedly several times. It was set aside; contact support.";

    private final JobTable jobs;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final WorkerSettings settings;
    private final Clock clock;
    private final String worker = "worker-" + UUID.randomUUID();

    ClaimJobs(JobTable jobs, Outbox outbox, Tenancy tenancy, WorkerSettings settings, Clock clock) {
        this.jobs = jobs;
        this.outbox = outbox;
        this.tenancy = tenancy;
        this.settings = settings;
        this.clock = clock;
    }

    /** Claims jobs and tells the world that they have started, in one transaction. */
    Mono<List<Job>> claim(int slots) {
        return tenancy.asService(jobs.claim(worker, slots, settings.lease())
                .flatMap(claimed -> outbox.append(
                                claimed.stream().map(this::started).toList())
                        .thenReturn(claimed)));
    }

    /** @return the jobs that are ours no more */
    Mono<Set<UUID>> renew(Collection<UUID> running) {
        return tenancy.statementAsService(jobs.renew(worker, running, settings.lease()));
    }

    Mono<Long> handBack() {
        return tenancy.statementAsService(jobs.handBack(worker));
    }

    /** @return how many jobs were taken from dead workers */
    Mono<Integer> reap() {
        return tenancy.asService(jobs.reap(settings.maxCrashes(), CRASH_LOOP, CRASH_LOOP_DETAIL)
                .flatMap(reaped -> outbox.append(reaped.stream()
                                .filter(JobTable.Reaped::failed)
                                .map(this::crashed)
                                .toList())
                        .thenReturn(reaped.size())));
    }

    /** Back into the queue. Drops nothing: if the lease was lost, another worker has the job already. */
    Mono<Void> retry(Job job, Duration delay, boolean counts) {
        return tenancy.statementAsService(jobs.retry(job, delay, counts)).then();
    }

    private ExtractionStarted started(Job job) {
        return new ExtractionStarted(
                job.batchId(), job.documentId(), job.userId(), job.run(), job.attempt(), clock.instant());
    }

    private ExtractionFailed crashed(JobTable.Reaped job) {
        return new ExtractionFailed(
                job.batchId(),
                job.documentId(),
                job.userId(),
                job.run(),
                CRASH_LOOP,
                CRASH_LOOP_DETAIL,
                clock.instant());
    }
}
