package io.ingestio.export.job;

import io.ingestio.background.Backoff;
import io.ingestio.contracts.ExportEvent.ExportCompleted;
import io.ingestio.database.Tenancy;
import io.ingestio.export.content.Progress;
import io.ingestio.export.job.Outcome.Completed;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.objectstore.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Claims the next export, renews its lease while it is built, and ends it. Every claimed export ends in exactly one call of
 * {@link ExportQueue#end}, unless the process dies: then its lease expires and another builder claims it.
 */
@Component
class RunExports {

    private static final Logger LOG = LoggerFactory.getLogger(RunExports.class);
    private static final Duration SQL_LIMIT = Duration.ofSeconds(30);
    private static final Duration STORE_LIMIT = Duration.ofSeconds(30);
    /** How often the row says how far the builder is. */
    private static final Duration PROGRESS = Duration.ofSeconds(1);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private final ExportQueue queue;
    private final BuildExport buildExport;
    private final ObjectStore store;
    private final ExportSettings settings;
    private final FailurePolicy failurePolicy;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final Clock clock;
    private final MeterRegistry meters;

    RunExports(
            ExportQueue queue,
            BuildExport buildExport,
            ObjectStore store,
            ExportSettings settings,
            Outbox outbox,
            Tenancy tenancy,
            Clock clock,
            MeterRegistry meters) {
        this.queue = queue;
        this.buildExport = buildExport;
        this.store = store;
        this.settings = settings;
        this.failurePolicy = new FailurePolicy(settings.attempts(), Backoff.doubling(FIRST_RETRY, LONGEST_RETRY));
        this.outbox = outbox;
        this.tenancy = tenancy;
        this.clock = clock;
        this.meters = meters;
    }

    /** False if there was no export to build. */
    boolean runNext() {
        ExportJob job = tenancy.statementAsService(
                        queue.claim(settings.lease(), settings.patience(), settings.mostOfAUser()))
                .block(SQL_LIMIT);
        if (job == null) {
            return false;
        }
        run(job);
        return true;
    }

    /** False if this builder lost its lease meanwhile: the file is deleted, and the newer lease decides. */
    boolean run(ExportJob job) {
        Outcome outcome = failurePolicy.beforeAttempt(job).orElseGet(() -> attempt(job));
        boolean ended = Boolean.TRUE.equals(end(job, outcome).block(SQL_LIMIT));
        if (ended) {
            count(outcome.meterTag());
            LOG.info(
                    "export attempt ended export={} epoch={} outcome={}",
                    job.id(),
                    job.leaseEpoch(),
                    outcome.meterTag());
        } else {
            count("lease_lost");
            LOG.warn("export lease lost, outcome dropped export={} epoch={}", job.id(), job.leaseEpoch());
        }
        dropStaleFiles(job, ended);
        return ended;
    }

    /** The end of a completed export and its event change together. */
    private Mono<Boolean> end(ExportJob job, Outcome outcome) {
        Mono<Boolean> end = queue.end(job, outcome);
        return outcome instanceof Completed completed
                ? tenancy.asService(end.delayUntil(
                        ended -> ended ? outbox.append(event(job, completed, clock.instant())) : Mono.empty()))
                : tenancy.statementAsService(end);
    }

    static ExportCompleted event(ExportJob job, Completed completed, Instant at) {
        return new ExportCompleted(
                job.id(),
                job.userId(),
                job.wanted().selection().onlyBatch(),
                job.wanted().format().wireName(),
                job.wanted().type().wireName(),
                completed.rows(),
                completed.sizeBytes(),
                completed.documents().size() <= ExportCompleted.MOST_DOCUMENTS ? completed.documents() : null,
                at);
    }

    private Outcome attempt(ExportJob job) {
        Progress progress = new Progress(clock, settings.longest());
        Disposable renewal = renewLease(job, progress);
        try {
            return buildExport.build(job, progress);
        } catch (Throwable failure) {
            LOG.warn("export attempt failed export={} attempt={}", job.id(), job.attempt(), failure);
            return failurePolicy.afterFailure(job, failure);
        } finally {
            renewal.dispose();
        }
    }

    /** Stops at the first renewal that finds the lease lost: the builder gives up, and {@link ExportQueue#end} reports it. */
    private Disposable renewLease(ExportJob job, Progress progress) {
        Duration third = settings.lease().dividedBy(3);
        return Flux.interval(third.compareTo(PROGRESS) < 0 ? third : PROGRESS)
                .onBackpressureDrop()
                .concatMap(tick -> tenancy.statementAsService(queue.renew(job, settings.lease(), progress))
                        .onErrorComplete())
                .takeUntil(held -> !held)
                .subscribe(held -> {
                    if (!held) {
                        progress.giveUp();
                    }
                });
    }

    /** Deletes files that no export refers to: the own one after a lost lease, those of dead builders after an end. */
    private void dropStaleFiles(ExportJob job, boolean ended) {
        IntStream stale = ended ? IntStream.range(1, job.leaseEpoch()) : IntStream.of(job.leaseEpoch());
        Flux.fromStream(stale.boxed())
                .concatMap(epoch -> store.delete(job.fileKey(epoch)))
                .then()
                .onErrorResume(failure -> {
                    LOG.warn("stale export files not deleted export={} failure={}", job.id(), failure.toString());
                    return Mono.empty();
                })
                .block(STORE_LIMIT);
    }

    private void count(String outcome) {
        meters.counter("ingestio.exports.built", "outcome", outcome).increment();
    }
}
