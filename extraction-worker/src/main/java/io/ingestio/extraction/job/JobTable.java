package io.ingestio.extraction.job;

import io.ingestio.contracts.RunId;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The queue's side of {@code extraction_jobs}: arriving, claimed, held, handed back. Only the database's time is compared. */
@Component
class JobTable {

    private final DatabaseClient sql;

    JobTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Queues documents that arrived together; one that is queued already stays as it is. */
    Mono<Void> enqueue(List<DocumentUploaded> documents) {
        return documents.isEmpty()
                ? Mono.empty()
                : sql.sql("""
                        insert into extraction_jobs (id, document_id, run, batch_id, user_id, filename, mime_type, pages,
                                                     object_key, prompt_strategy, prompt, schema, concurrent_documents)
                        select * from unnest(:ids, :documents, :runs, :batches, :users, :filenames, :types, :pages,
                                             :keys, :strategies, :prompts, :schemas, :limits)
                        on conflict do nothing
                        """)
                        .bind(
                                "ids",
                                column(
                                        documents,
                                        document -> RunId.of(document.documentId(), document.run()),
                                        UUID[]::new))
                        .bind("documents", column(documents, DocumentUploaded::documentId, UUID[]::new))
                        .bind("runs", column(documents, DocumentUploaded::run, Integer[]::new))
                        .bind("batches", column(documents, DocumentUploaded::batchId, UUID[]::new))
                        .bind("users", column(documents, DocumentUploaded::userId, String[]::new))
                        .bind("filenames", column(documents, DocumentUploaded::filename, String[]::new))
                        .bind("types", column(documents, DocumentUploaded::mimeType, String[]::new))
                        .bind("pages", column(documents, DocumentUploaded::pages, Integer[]::new))
                        .bind("keys", column(documents, DocumentUploaded::objectKey, String[]::new))
                        .bind("strategies", column(documents, DocumentUploaded::promptStrategy, String[]::new))
                        .bind("prompts", column(documents, DocumentUploaded::prompt, String[]::new))
                        .bind("schemas", column(documents, DocumentUploaded::schema, String[]::new))
                        .bind("limits", column(documents, DocumentUploaded::concurrentDocuments, Integer[]::new))
                        .then();
    }

    /**
     * Claims up to {@code slots} jobs. The next job is the oldest of the user with the fewest running ones; a user's running
     * jobs stay within the limit of their tier (two workers that claim in the same instant may overshoot it by what one of them
     * claims). The attempt is counted here, before the work.
     *
     * <p>The cost grows with the number of users that wait, not with the length of the queue: the users are found by skipping
     * through the index.
     */
    Mono<List<Job>> claim(String worker, int slots, Duration lease) {
        return sql.sql("""
                        with recursive users as (
                            (select user_id from extraction_jobs where status = 'queued' order by user_id limit 1)
                            union all
                            select (select j.user_id from extraction_jobs j
                                    where j.status = 'queued' and j.user_id > users.user_id
                                    order by j.user_id limit 1)
                            from users where users.user_id is not null
                        ), running as (
                            select user_id, count(*) as jobs from extraction_jobs where status = 'processing' group by user_id
                        ), waiting as (
                            select next.id, next.queued_at, coalesce(running.jobs, 0) + next.place as turn
                            from users
                            left join running on running.user_id = users.user_id
                            cross join lateral (
                                select j.id, j.queued_at, row_number() over (order by j.queued_at, j.id) as place
                                from (select id, queued_at from extraction_jobs
                                      where status = 'queued' and user_id = users.user_id and next_attempt_at <= now()
                                      order by queued_at, id limit :slots) j
                            ) next
                        ), chosen as (
                            select j.id from extraction_jobs j join waiting on waiting.id = j.id
                            where j.status = 'queued' and waiting.turn <= j.concurrent_documents
                            order by waiting.turn, waiting.queued_at, j.id
                            limit :slots
                            for update of j skip locked
                        )
                        update extraction_jobs j
                        set status = 'processing', attempt = attempt + 1, lease_epoch = lease_epoch + 1, worker = :worker,
                            lease_until = now() + make_interval(secs => :lease), started_at = coalesce(started_at, now())
                        from chosen where j.id = chosen.id
                        returning j.id, document_id, run, batch_id, user_id, filename, mime_type, pages, object_key,
                                  prompt_strategy, prompt, schema, attempt, postponed, lease_epoch
                        """)
                .bind("slots", slots)
                .bind("worker", worker)
                .bind("lease", seconds(lease))
                .map(JobTable::job)
                .all()
                .collectList();
    }

    /** Renews leases and answers the jobs that are held by this worker no more. */
    Mono<Set<UUID>> renew(String worker, Collection<UUID> jobs, Duration lease) {
        return sql.sql("""
                        with renewed as (
                            update extraction_jobs set lease_until = now() + make_interval(secs => :lease)
                            where worker = :worker and status = 'processing' and id = any(:ids)
                        )
                        select id from extraction_jobs where id = any(:ids) and worker is distinct from :worker
                        """)
                .bind("lease", seconds(lease))
                .bind("worker", worker)
                .bind("ids", jobs.toArray(UUID[]::new))
                .map(row -> row.get("id", UUID.class))
                .all()
                .collect(Collectors.toSet());
    }

    /** Puts a job back into the queue. An attempt that does not count is taken back. */
    Mono<Boolean> retry(Job job, Duration delay, boolean counts) {
        return sql.sql("""
                        update extraction_jobs
                        set status = 'queued', next_attempt_at = now() + make_interval(secs => :delay),
                            attempt = attempt - :uncounted, postponed = postponed + :uncounted,
                            worker = null, lease_until = null
                        where id = :id and lease_epoch = :epoch and status = 'processing'
                        """)
                .bind("delay", seconds(delay))
                .bind("uncounted", counts ? 0 : 1)
                .bind("id", job.id())
                .bind("epoch", job.leaseEpoch())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Hands back whatever this worker still holds, at its end. */
    Mono<Long> handBack(String worker) {
        return sql.sql("""
                        update extraction_jobs
                        set status = 'queued', next_attempt_at = now(), attempt = attempt - 1, worker = null, lease_until = null
                        where worker = :worker and status = 'processing'
                        """).bind("worker", worker).fetch().rowsUpdated();
    }

    /** What happened to a job whose holder died. */
    record Reaped(UUID batchId, UUID documentId, String userId, int run, boolean failed) {}

    /** Takes jobs whose lease ran out: back into the queue, or failed if that has happened too often. */
    Mono<List<Reaped>> reap(int maxCrashes, String code, String message) {
        return sql.sql("""
                        with expired as (
                            select id from extraction_jobs
                            where status = 'processing' and lease_until < now()
                            for update skip locked
                        )
                        update extraction_jobs j
                        set crashes = crashes + 1, worker = null, lease_until = null, next_attempt_at = now(),
                            lease_epoch = lease_epoch + 1,
                            status = case when crashes + 1 >= :maxCrashes then 'failed' else 'queued' end,
                            error_code = case when crashes + 1 >= :maxCrashes then :code end,
                            error_message = case when crashes + 1 >= :maxCrashes then :message end,
                            finished_at = case when crashes + 1 >= :maxCrashes then now() end
                        from expired where j.id = expired.id
                        returning batch_id, document_id, user_id, run, status
                        """)
                .bind("maxCrashes", maxCrashes)
                .bind("code", code)
                .bind("message", message)
                .map(row -> new Reaped(
                        row.get("batch_id", UUID.class),
                        row.get("document_id", UUID.class),
                        row.get("user_id", String.class),
                        row.get("run", Integer.class),
                        "failed".equals(row.get("status", String.class))))
                .all()
                .collectList();
    }

    private static Job job(Readable row) {
        return new Job(
                row.get("id", UUID.class),
                row.get("document_id", UUID.class),
                row.get("run", Integer.class),
                row.get("batch_id", UUID.class),
                row.get("user_id", String.class),
                row.get("filename", String.class),
                row.get("mime_type", String.class),
                row.get("pages", Integer.class),
                row.get("object_key", String.class),
                row.get("prompt_strategy", String.class),
                row.get("prompt", String.class),
                row.get("schema", String.class),
                row.get("attempt", Integer.class),
                row.get("postponed", Integer.class),
                row.get("lease_epoch", Long.class));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static <T> T[] column(
            List<DocumentUploaded> documents,
            Function<DocumentUploaded, ? extends @Nullable T> value,
            IntFunction<T[]> array) {
        return documents.stream().map(value).toArray(array);
    }
}
