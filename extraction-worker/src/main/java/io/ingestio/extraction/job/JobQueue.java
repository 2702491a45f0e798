package io.ingestio.extraction.job;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionAttempted;
import io.ingestio.contracts.ExtractionEvent.ExtractionCancelled;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.OrchestrationEvent.DocumentStateRequested;
import io.ingestio.contracts.RunId;
import io.ingestio.database.Tenancy;
import io.ingestio.extraction.job.MovedJobTable.JobState;
import io.ingestio.extraction.job.MovedJobTable.MovedJob;
import io.ingestio.extraction.job.MovedJobTable.UnwantedRun;
import io.ingestio.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The queue as a worker sees it: claims jobs, renews their leases, ends them, returns them on shutdown, and reaps those of dead
 * workers. The only place where a job changes its status, always together with its event, but for an erased user; the legal moves
 * are listed in {@link JobStatus.Move}.
 */
@Component
public class JobQueue {

    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    private static final String CRASH_LOOP_DETAIL =
            "Processing this document stopped unexpectedly several times. Contact support.";

    private static final String JOB_LOST_DETAIL = "This document was lost before it was extracted. Upload it again.";

    private static final String UNAVAILABLE_DETAIL =
            "A service that is needed for this document could not be reached for a long time. Try again later.";

    private final JobTable jobs;
    private final MovedJobTable moved;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final WorkerSettings settings;
    private final Clock clock;
    private final String worker;

    JobQueue(
            JobTable jobs,
            MovedJobTable moved,
            Outbox outbox,
            Tenancy tenancy,
            WorkerSettings settings,
            Clock clock,
            Supplier<UUID> workerIds) {
        this.jobs = jobs;
        this.moved = moved;
        this.outbox = outbox;
        this.tenancy = tenancy;
        this.settings = settings;
        this.clock = clock;
        this.worker = "worker-" + workerIds.get();
    }

    /** Queues runs. Joins the running transaction, as do {@link #cancel} and {@link #delete}. */
    Mono<Void> enqueue(List<NewJob> runs) {
        return jobs.enqueue(runs);
    }

    /** Cancels runs that have not ended; one that has ended stays as it is. */
    Mono<Void> cancel(List<UnwantedRun> runs) {
        return moved.cancel(runs)
                .map(run -> new ExtractionCancelled(
                        run.batchId(), run.documentId(), run.userId(), run.run(), clock.instant()))
                .collectList()
                .flatMap(outbox::append);
    }

    /** Cancels the latest run of a deleted document, and deletes the content of all its runs. */
    Mono<Void> delete(UnwantedRun latest) {
        return cancel(List.of(latest)).then(moved.deleteContent(List.of(latest.documentId())));
    }

    /**
     * Says once more how a run stands: its start, its failure or its cancellation is published again, a completed run is repeated from
     * the stored reply, one that is not known is queued, or fails if nothing is known of it. A queued one is left alone. Joins the running
     * transaction.
     */
    Mono<Void> answer(DocumentStateRequested request) {
        UUID id = RunId.of(request.documentId(), request.run());
        return moved.lockState(id)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(state ->
                        state.map(known -> answer(request, id, known)).orElseGet(() -> answerUnknown(request)));
    }

    private Mono<Void> answer(DocumentStateRequested request, UUID id, JobState state) {
        Instant ended = Objects.requireNonNullElseGet(state.finishedAt(), clock::instant);
        return switch (state.status()) {
            case QUEUED -> Mono.empty();
            case PROCESSING ->
                outbox.append(new ExtractionStarted(
                        request.batchId(),
                        request.documentId(),
                        request.userId(),
                        request.run(),
                        state.attempt(),
                        Objects.requireNonNullElseGet(state.startedAt(), clock::instant),
                        null));
            case FAILED ->
                outbox.append(failed(
                        request,
                        Objects.requireNonNullElse(state.errorCode(), ErrorCode.EXTRACTION_ERROR.wireName()),
                        Objects.requireNonNullElse(state.errorMessage(), "Extraction failed. Try again."),
                        ended));
            case CANCELLED ->
                outbox.append(new ExtractionCancelled(
                        request.batchId(), request.documentId(), request.userId(), request.run(), ended));
            case COMPLETED -> {
                LOG.warn("completed job repeated, its event did not arrive job={}", id);
                yield moved.repeat(id);
            }
        };
    }

    private Mono<Void> answerUnknown(DocumentStateRequested request) {
        Optional<NewJob> job = NewJob.of(request);
        LOG.warn("job not known document={} run={} queued={}", request.documentId(), request.run(), job.isPresent());
        return job.map(known -> enqueue(List.of(known)))
                .orElseGet(() -> outbox.append(
                        failed(request, ErrorCode.JOB_LOST.wireName(), JOB_LOST_DETAIL, clock.instant())));
    }

    private static ExtractionFailed failed(DocumentStateRequested request, String code, String detail, Instant at) {
        return new ExtractionFailed(
                request.batchId(), request.documentId(), request.userId(), request.run(), code, detail, at);
    }

    /**
     * Cancels the running jobs of a user who is being erased, without an event: nothing of the user is published any more. The attempts
     * lose their lease, so they can store nothing, and are aborted at the next heartbeat.
     *
     * @return how many
     */
    public Mono<Long> cancelAllOf(String userId) {
        return tenancy.statementAsService(moved.cancelAllOf(userId));
    }

    /** Claims up to {@code slots} jobs and publishes {@code extraction.started} for each, in one transaction. */
    Mono<List<Job>> claim(int slots) {
        return tenancy.asService(jobs.claim(worker, slots, settings.lease())
                .flatMap(claimed -> outbox.append(
                                claimed.stream().map(this::started).toList())
                        .thenReturn(claimed)));
    }

    /** @return the jobs whose lease this worker has lost */
    Mono<Set<UUID>> renew(Collection<UUID> running) {
        return tenancy.statementAsService(jobs.renew(worker, running, settings.lease()));
    }

    /**
     * Ends an attempt: its status and its event in one statement, fenced by the lease's epoch.
     *
     * @return whether the outcome was stored; false if the lease was lost, and then nothing is written
     */
    Mono<Boolean> end(Job job, Outcome outcome) {
        Mono<Boolean> stored =
                switch (outcome) {
                    case Outcome.Completed completed ->
                        jobs.complete(job, completed.event(), outbox.row(completed.event()));
                    case Outcome.Failed failed -> jobs.fail(job, failed.event(), outbox.row(failed.event()));
                    case Outcome.Retry retry -> jobs.retry(job, retry, outbox.row(attempted(job, retry)));
                };
        return tenancy.statementAsService(stored).doOnNext(done -> log(job, outcome, done));
    }

    /** Returns every job that this worker still holds, without counting the attempt. */
    Mono<Long> returnAll() {
        return tenancy.statementAsService(jobs.returnAll(worker));
    }

    /**
     * Makes jobs with an expired lease ready again; one whose lease has expired {@code maxCrashes} times fails instead.
     *
     * @return how many leases had expired
     */
    Mono<Integer> reap() {
        return tenancy.asService(moved.reap(settings.maxCrashes(), ErrorCode.CRASH_LOOP, CRASH_LOOP_DETAIL)
                .flatMap(reaped -> outbox.append(reaped.stream()
                                .<ExtractionEvent>map(job -> job.isFailed()
                                        ? failed(job, ErrorCode.CRASH_LOOP, CRASH_LOOP_DETAIL)
                                        : lost(job))
                                .toList())
                        .thenReturn(reaped.size())));
    }

    /**
     * While jobs cannot be claimed because a dependency is unavailable: remembers since when they wait, and fails those that have
     * waited for longer than {@code maxPostponedAge}.
     *
     * @return how many failed
     */
    Mono<Integer> postpone() {
        return tenancy.asService(moved.markPostponed()
                .then(moved.expirePostponed(
                        settings.maxPostponedAge(), ErrorCode.DEPENDENCY_UNAVAILABLE, UNAVAILABLE_DETAIL))
                .flatMap(expired -> outbox.append(expired.stream()
                                .map(job -> failed(job, ErrorCode.DEPENDENCY_UNAVAILABLE, UNAVAILABLE_DETAIL))
                                .toList())
                        .thenReturn(expired.size())));
    }

    /** The dependency is available again: jobs that were never attempted wait for their turn only. */
    Mono<Void> resume() {
        return tenancy.statementAsService(moved.clearPostponed());
    }

    private static void log(Job job, Outcome outcome, boolean stored) {
        if (!stored) {
            LOG.warn(
                    "result dropped, lease lost job={} epoch={}",
                    job.id(),
                    job.claim().leaseEpoch());
            return;
        }
        switch (outcome) {
            case Outcome.Completed _ -> LOG.debug("job completed job={}", job.id());
            case Outcome.Failed failed ->
                LOG.info(
                        "job failed job={} document={} code={}",
                        job.id(),
                        job.documentId(),
                        failed.event().code());
            case Outcome.Retry retry ->
                LOG.info(
                        "job retried job={} attempt={} counted={} code={} delay={}",
                        job.id(),
                        job.claim().attempt(),
                        retry.countsAsAttempt(),
                        retry.code().wireName(),
                        retry.delay());
        }
    }

    private ExtractionStarted started(Job job) {
        return new ExtractionStarted(
                job.batchId(),
                job.documentId(),
                job.userId(),
                job.run(),
                job.claim().attempt(),
                clock.instant(),
                job.claim().queuedAt());
    }

    private ExtractionAttempted attempted(Job job, Outcome.Retry retry) {
        Instant now = clock.instant();
        return new ExtractionAttempted(
                job.batchId(),
                job.documentId(),
                job.userId(),
                job.run(),
                job.claim().attempt(),
                retry.code().wireName(),
                retry.countsAsAttempt(),
                now,
                now.plus(retry.delay()));
    }

    /** The attempt of a worker that died. */
    private ExtractionAttempted lost(MovedJob job) {
        Instant now = clock.instant();
        return new ExtractionAttempted(
                job.batchId(),
                job.documentId(),
                job.userId(),
                job.run(),
                job.attempt(),
                ErrorCode.WORKER_LOST.wireName(),
                true,
                now,
                now);
    }

    private ExtractionFailed failed(MovedJob job, ErrorCode code, String detail) {
        return new ExtractionFailed(
                job.batchId(), job.documentId(), job.userId(), job.run(), code.wireName(), detail, clock.instant());
    }
}
