package io.ingestio.extraction.job;

import static io.ingestio.database.Rows.column;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The moves of {@code extraction_jobs} that no worker holding the job makes: expired leases, waits for a dependency, and the acts of
 * users, who cancel runs, delete documents or are erased. Only the database's clock is compared.
 */
@Component
class MovedJobTable {

    private final DatabaseClient sql;

    MovedJobTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** A job that was moved without its worker, as it stands after the move. */
    record MovedJob(UUID batchId, UUID documentId, String userId, int run, int attempt, String status) {
        boolean isFailed() {
            return status.equals(JobStatus.FAILED.wireName());
        }
    }

    /** Ends expired leases: the job returns to the queue, or fails if that has happened {@code maxCrashes} times. */
    Mono<List<MovedJob>> reap(int maxCrashes, ErrorCode code, String detail) {
        return sql.sql("""
                        with expired as (
                            select id, crashes + 1 >= :maxCrashes as last from extraction_jobs
                            where status = 'processing' and lease_until < now()
                            for update skip locked
                        )
                        update extraction_jobs j
                        set crashes = crashes + 1, worker = null, lease_until = null, next_attempt_at = now(),
                            lease_epoch = lease_epoch + 1,
                            status = case when last then 'failed' else 'queued' end,
                            error_code = case when last then :code end,
                            error_message = case when last then :detail end,
                            finished_at = case when last then now() end
                        from expired where j.id = expired.id
                        returning batch_id, document_id, user_id, run, attempt, status
                        """)
                .bind("maxCrashes", maxCrashes)
                .bind("code", code.wireName())
                .bind("detail", detail)
                .mapProperties(MovedJob.class)
                .all()
                .collectList();
    }

    /** Remembers since when queued jobs wait for a dependency, some at a time. */
    Mono<Void> markPostponed() {
        return sql.sql("""
                        update extraction_jobs set postponed_since = now()
                        where id in (select id from extraction_jobs where status = 'queued' and postponed_since is null
                                     limit 1000 for update skip locked)
                        """).then();
    }

    /** Ends the wait of jobs that were never attempted, some at a time. */
    Mono<Void> clearPostponed() {
        return sql.sql("""
                        with waiting as (
                            select id from extraction_jobs
                            where status = 'queued' and postponed_since is not null and postponed = 0
                            limit 1000 for update skip locked
                        )
                        update extraction_jobs j set postponed_since = null from waiting where j.id = waiting.id
                        """).then();
    }

    /** Fails queued jobs that have waited for a dependency for longer than {@code age}, some at a time. */
    Mono<List<MovedJob>> expirePostponed(Duration age, ErrorCode code, String detail) {
        return sql.sql("""
                        with expired as (
                            select id from extraction_jobs
                            where status = 'queued' and postponed_since < now() - make_interval(secs => :age)
                            limit 1000 for update skip locked
                        )
                        update extraction_jobs j
                        set status = 'failed', finished_at = now(), error_code = :code, error_message = :detail
                        from expired where j.id = expired.id
                        returning batch_id, document_id, user_id, run, attempt, status
                        """)
                .bind("age", seconds(age))
                .bind("code", code.wireName())
                .bind("detail", detail)
                .mapProperties(MovedJob.class)
                .all()
                .collectList();
    }

    /** A run that is not wanted any more. */
    record UnwantedRun(UUID batchId, UUID documentId, String userId, int run) {

        UUID jobId() {
            return RunId.of(documentId, run);
        }
    }

    /**
     * Cancels these runs as far as they have not ended. One that has not been queued yet is placed as cancelled, so that it is not
     * queued when its event arrives; the unique key of the table puts both in an order.
     *
     * @return those that are cancelled now and were not before
     */
    Flux<UnwantedRun> cancel(List<UnwantedRun> runs) {
        List<UnwantedRun> distinct = runs.stream().distinct().toList();
        return sql.sql("""
                        insert into extraction_jobs as j (id, document_id, run, batch_id, user_id, status, finished_at)
                        select id, document_id, run, batch_id, user_id, 'cancelled', now()
                        from unnest(:ids, :documents, :runs, :batches, :users) as r (id, document_id, run, batch_id, user_id)
                        order by id
                        on conflict (id) do update
                        set status = 'cancelled', finished_at = now(), worker = null, lease_until = null,
                            lease_epoch = j.lease_epoch + 1
                        where j.status in ('queued', 'processing')
                        returning batch_id, document_id, user_id, run
                        """)
                .bind("ids", column(distinct, UnwantedRun::jobId, UUID.class))
                .bind("documents", column(distinct, UnwantedRun::documentId, UUID.class))
                .bind("runs", column(distinct, UnwantedRun::run, Integer.class))
                .bind("batches", column(distinct, UnwantedRun::batchId, UUID.class))
                .bind("users", column(distinct, UnwantedRun::userId, String.class))
                .mapProperties(UnwantedRun.class)
                .all();
    }

    /** How a run stands. */
    record JobState(
            JobStatus status,
            int attempt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String errorCode,
            @Nullable String errorMessage) {}

    /** Locks the job until the end of the transaction; empty if there is none. */
    Mono<JobState> lockState(UUID id) {
        return sql.sql("""
                        select upper(status) as status, attempt, started_at, finished_at, error_code, error_message
                        from extraction_jobs where id = :id for update
                        """).bind("id", id).mapProperties(JobState.class).one();
    }

    /** Queues a completed job again, as if it had never been attempted. Not one of a deleted document. */
    Mono<Void> repeat(UUID id) {
        return sql.sql("""
                        update extraction_jobs
                        set status = 'queued', finished_at = null, attempt = 0, postponed = 0, postponed_since = null,
                            crashes = 0, next_attempt_at = now(), lease_epoch = lease_epoch + 1
                        where id = :id and status = 'completed' and not content_deleted
                        """).bind("id", id).then();
    }

    /** Ends the running jobs of a user, and with a new epoch the right of their workers to store anything. */
    Mono<Long> cancelAllOf(String userId) {
        return sql.sql("""
                        update extraction_jobs
                        set status = 'cancelled', finished_at = now(), worker = null, lease_until = null,
                            lease_epoch = lease_epoch + 1
                        where user_id = :user and status = 'processing'
                        """).bind("user", userId).fetch().rowsUpdated();
    }

    /** Deletes the content of all runs of deleted documents. Their rows stay as tombstones until their retention ends. */
    Mono<Void> deleteContent(List<UUID> documentIds) {
        return sql.sql("""
                        with jobs as (
                            update extraction_jobs
                            set filename = '', object_key = '', prompt = null, schema = null, resolved_prompt = null,
                                error_message = null, content_deleted = true
                            where document_id = any(:documents)
                            returning id
                        )
                        delete from model_calls where job_id in (select id from jobs)
                        """).bind("documents", documentIds.toArray(UUID[]::new)).then();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
