package io.ingestio.export.job;

import io.ingestio.database.Tenancy;
import io.ingestio.export.format.ExportImpossible;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes the next export, keeps its lease while it is built, and says how it ended. */
@Component
class Builder {

    private static final Logger LOG = LoggerFactory.getLogger(Builder.class);
    private static final Duration SQL_LIMIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final String GIVE_UP = "The file could not be built. Ask for the export again.";

    private final ExportQueueTable queue;
    private final BuildExport buildExport;
    private final ExportSettings settings;
    private final Tenancy tenancy;
    private final MeterRegistry meters;

    Builder(
            ExportQueueTable queue,
            BuildExport buildExport,
            ExportSettings settings,
            Tenancy tenancy,
            MeterRegistry meters) {
        this.queue = queue;
        this.buildExport = buildExport;
        this.settings = settings;
        this.tenancy = tenancy;
        this.meters = meters;
    }

    /** False if there was nothing to build. */
    boolean buildNext() {
        ExportJob job = tenancy.statementAsService(queue.claim(settings.lease(), settings.patience()))
                .block(SQL_LIMIT);
        if (job == null) {
            return false;
        }
        if (job.attempt() > settings.attempts()) {
            end(job, "crash_loop", queue.fail(job, "crash_loop", GIVE_UP)); // its builders died
            return true;
        }
        Disposable heartbeat = keepLease(job);
        try {
            buildExport.build(job);
            count("completed");
        } catch (ExportImpossible impossible) {
            end(job, impossible.code(), queue.fail(job, impossible.code(), impossible.detail()));
        } catch (IOException | RuntimeException failure) {
            failed(job, failure);
        } finally {
            heartbeat.dispose();
        }
        return true;
    }

    private void failed(ExportJob job, Exception failure) {
        LOG.warn("export {} failed at attempt {}", job.id(), job.attempt(), failure);
        if (job.attempt() >= settings.attempts()) {
            end(job, "export_failed", queue.fail(job, "export_failed", GIVE_UP));
        } else {
            end(job, "retried", queue.retryLater(job, waitAfter(job.attempt())));
        }
    }

    /** 1 s after the first failure, then twice as long each time. */
    static Duration waitAfter(int attempt) {
        Duration wait = Duration.ofSeconds(1L << Math.min(attempt - 1, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** A builder that lost its lease goes on in vain: what it writes at the end is fenced by the epoch. */
    private Disposable keepLease(ExportJob job) {
        return Flux.interval(settings.lease().dividedBy(3))
                .onBackpressureDrop()
                .concatMap(tick -> tenancy.statementAsService(queue.renew(job, settings.lease()))
                        .onErrorComplete())
                .takeUntil(ours -> !ours)
                .subscribe();
    }

    private void end(ExportJob job, String outcome, Mono<Void> statement) {
        tenancy.statementAsService(statement).block(SQL_LIMIT);
        count(outcome);
        LOG.info("export {} ended as {}", job.id(), outcome);
    }

    private void count(String outcome) {
        meters.counter("ingestio.exports.built", "outcome", outcome).increment();
    }
}
