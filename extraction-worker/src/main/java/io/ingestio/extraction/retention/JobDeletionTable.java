package io.ingestio.extraction.retention;

import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL that finds and deletes rows of {@code extraction_jobs}; {@code model_calls} follow. Times are the database's. */
@Component
class JobDeletionTable {

    private final DatabaseClient sql;

    JobDeletionTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** In whatever way they ended; oldest first. */
    Flux<UUID> finishedBefore(Duration age, long skip, int limit) {
        return sql.sql("""
                        select id from extraction_jobs
                        where finished_at < now() - make_interval(secs => :age)
                        order by finished_at
                        limit :limit offset :skip
                        """)
                .bind("age", seconds(age))
                .bind("skip", skip)
                .bind("limit", limit)
                .mapValue(UUID.class)
                .all();
    }

    /** @param cancelledFor how long ago a cancelled job was cancelled, at least */
    Flux<UUID> ofUser(String userId, Duration cancelledFor, int limit) {
        return sql.sql("""
                        select id from extraction_jobs
                        where user_id = :user and status <> 'processing'
                          and (status <> 'cancelled' or finished_at < now() - make_interval(secs => :age))
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("age", seconds(cancelledFor))
                .bind("limit", limit)
                .mapValue(UUID.class)
                .all();
    }

    /**
     * Of deleted documents, while their results may still be stored.
     *
     * @param endedFor how long ago the job ended, at least: its worker may not have noticed yet and store one more object
     */
    Flux<UUID> contentDeleted(Duration endedFor, long skip, int limit) {
        return sql.sql("""
                        select id from extraction_jobs
                        where content_deleted and not results_deleted and finished_at < now() - make_interval(secs => :age)
                        order by finished_at
                        limit :limit offset :skip
                        """)
                .bind("age", seconds(endedFor))
                .bind("skip", skip)
                .bind("limit", limit)
                .mapValue(UUID.class)
                .all();
    }

    Mono<Long> resultsDeleted(UUID id) {
        return sql.sql("update extraction_jobs set results_deleted = true where id = :id")
                .bind("id", id)
                .fetch()
                .rowsUpdated();
    }

    /** Deletes nothing if the job was claimed meanwhile. */
    Mono<Long> delete(UUID id) {
        return sql.sql("delete from extraction_jobs where id = :id and status <> 'processing'")
                .bind("id", id)
                .fetch()
                .rowsUpdated();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
