package io.ingestio.extraction.retention;

import io.ingestio.background.PassOffset;
import io.ingestio.database.Tenancy;
import io.ingestio.extraction.job.WorkerSettings;
import io.ingestio.extraction.result.ResultKeys;
import io.ingestio.objectstore.ObjectStore;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deletes jobs: first the objects under {@code results/{jobId}/}, then the row and with it the model calls, so that after a crash the
 * row still names what is left. All objects of a job go, also those of attempts that came to nothing.
 */
@Component
public class DeleteJobs {

    private static final Logger LOG = LoggerFactory.getLogger(DeleteJobs.class);
    private static final int CONCURRENCY = 8;

    private final JobDeletionTable jobs;
    private final ObjectStore store;
    private final Tenancy tenancy;
    private final Duration lease;

    DeleteJobs(JobDeletionTable jobs, ObjectStore store, Tenancy tenancy, WorkerSettings settings) {
        this.jobs = jobs;
        this.store = store;
        this.tenancy = tenancy;
        this.lease = settings.lease();
    }

    /**
     * Deletes jobs of a user that no attempt runs. A cancelled one is kept for the length of a lease: its worker may not have noticed
     * yet and store one more object.
     *
     * @return how many, up to {@code limit}; an error once all were tried, if one was not deleted
     */
    public Mono<Long> ofUser(String userId, int limit) {
        return found(jobs.ofUser(userId, lease, limit))
                .flatMapDelayError(this::delete, CONCURRENCY, CONCURRENCY)
                .reduce(0L, Long::sum);
    }

    /** @return how many were tried; one that was not deleted stops no other, and is tried again by the next pass */
    Mono<Long> finishedBefore(Duration age, PassOffset offset, int limit) {
        return tried(jobs.finishedBefore(age, offset.get(), limit), this::delete, offset, limit);
    }

    /** Deletes the results of deleted documents; their rows stay. As {@link #finishedBefore}. */
    Mono<Long> resultsOfDeleted(PassOffset offset, int limit) {
        return tried(
                jobs.contentDeleted(lease, offset.get(), limit),
                job -> deleteObjects(job).then(tenancy.statementAsService(jobs.resultsDeleted(job))),
                offset,
                limit);
    }

    private Mono<Long> tried(Flux<UUID> ids, Function<UUID, Mono<Long>> deletion, PassOffset offset, int limit) {
        return tenancy.statementAsService(ids)
                .collectList()
                .flatMap(found -> Flux.fromIterable(found)
                        .flatMap(
                                job -> deletion.apply(job).onErrorResume(failure -> {
                                    LOG.warn(
                                            "job or its results not deleted job={} failure={}",
                                            job,
                                            failure.toString());
                                    return Mono.just(0L);
                                }),
                                CONCURRENCY)
                        .reduce(0L, Long::sum)
                        .map(deleted -> offset.advance(found.size(), deleted, limit)));
    }

    private Flux<UUID> found(Flux<UUID> ids) {
        return tenancy.statementAsService(ids).collectList().flatMapIterable(list -> list);
    }

    private Mono<Long> delete(UUID job) {
        return deleteObjects(job).then(tenancy.statementAsService(jobs.delete(job)));
    }

    private Mono<Void> deleteObjects(UUID job) {
        return store.deleteUnder(ResultKeys.prefix(job), ObjectStore.MOST_DELETED)
                .repeat()
                .takeUntil(deleted -> deleted == 0)
                .then();
    }
}
