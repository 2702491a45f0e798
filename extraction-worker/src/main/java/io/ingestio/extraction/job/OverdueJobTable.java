package io.ingestio.extraction.job;

import io.ingestio.contracts.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The moves of {@code extraction_jobs} that no worker holding the job makes: expired leases, waits for a dependency, and
 * erased users. Only the
 * database's clock is compared.
 */
@Component
class OverdueJobTable {

    private final DatabaseClient sql;

    OverdueJobTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** A job that was moved without its worker, as it stands after the move. */
    record MovedJob(UUID batchId, UUID documentId, String userId, int run, String status) {
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
                        returning batch_id, document_id, user_id, run, status
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
                        returning batch_id, document_id, user_id, run, status
                        """)
                .bind("age", seconds(age))
                .bind("code", code.wireName())
                .bind("detail", detail)
                .mapProperties(MovedJob.class)
                .all()
                .collectList();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
