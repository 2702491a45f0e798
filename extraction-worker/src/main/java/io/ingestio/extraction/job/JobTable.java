package io.ingestio.extraction.job;

import static io.ingestio.database.Rows.column;

import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.messaging.outbox.OutboxRow;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DataClassRowMapper;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The SQL of {@code extraction_jobs} for workers. {@link MovedJobTable} has the rest. Only the database's clock is compared, so that workers whose clocks differ agree on leases.
 */
@Component
class JobTable {

    private static final Function<Readable, Job.StoredFile> FILE =
            new DataClassRowMapper<>(Job.StoredFile.class)::apply;
    private static final Function<Readable, Job.Request> REQUEST = new DataClassRowMapper<>(Job.Request.class)::apply;
    private static final Function<Readable, Job.Claim> CLAIM = new DataClassRowMapper<>(Job.Claim.class)::apply;

    /** Appended to an update named {@code ended}: its event leaves with it or not at all. */
    private static final String WITH_EVENT = """
            ), published as (
                insert into outbox (event_id, topic, key, shard, type, body)
                select :eventId, :topic, :key, :shard, :type, :body from ended
            )
            select count(*) = 1 from ended
            """;

    private final DatabaseClient sql;

    JobTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Queues runs that arrived together; one that is there already stays as it is, whatever its status. */
    Mono<Void> enqueue(List<NewJob> runs) {
        return runs.isEmpty()
                ? Mono.empty()
                : sql.sql("""
                        insert into extraction_jobs (id, document_id, run, batch_id, user_id, filename, mime_type, pages,
                                                     object_key, prompt_strategy, prompt, requested_type, schema,
                                                     concurrent_documents, priority)
                        select * from unnest(:ids, :documents, :runs, :batches, :users, :filenames, :types, :pages,
                                             :keys, :strategies, :prompts, :documentTypes, :schemas, :limits, :priorities)
                        on conflict do nothing
                        """)
                        .bind("ids", column(runs, NewJob::id, UUID.class))
                        .bind("documents", column(runs, NewJob::documentId, UUID.class))
                        .bind("runs", column(runs, NewJob::run, Integer.class))
                        .bind("batches", column(runs, NewJob::batchId, UUID.class))
                        .bind("users", column(runs, NewJob::userId, String.class))
                        .bind("filenames", column(runs, run -> run.file().filename(), String.class))
                        .bind("types", column(runs, run -> run.file().mimeType(), String.class))
                        .bind("pages", column(runs, run -> run.file().pages(), Integer.class))
                        .bind("keys", column(runs, run -> run.file().objectKey(), String.class))
                        .bind("strategies", column(runs, NewJob::promptStrategy, String.class))
                        .bind("prompts", column(runs, run -> run.request().prompt(), String.class))
                        .bind("documentTypes", column(runs, run -> run.request().documentType(), String.class))
                        .bind("schemas", column(runs, run -> run.request().schema(), String.class))
                        .bind("limits", column(runs, NewJob::concurrentDocuments, Integer.class))
                        .bind("priorities", column(runs, NewJob::priority, Integer.class))
                        .then();
    }

    /**
     * Claims up to {@code slots} jobs. The next job is the first of the user with the fewest running ones: of the highest
     * priority, then the oldest; a user's running jobs stay within the limit of their tier (two workers that claim in the same instant may overshoot it by what one of them
     * claims).
     *
     * <p>The cost grows with the number of waiting users, not with the length of the queue: the users are found by skipping
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
                                select j.id, j.queued_at, row_number() over (order by j.priority desc, j.queued_at, j.id) as place
                                from (select id, priority, queued_at from extraction_jobs
                                      where status = 'queued' and user_id = users.user_id and next_attempt_at <= now()
                                      order by priority desc, queued_at, id limit :slots) j
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
                        returning j.id, batch_id, document_id, run, user_id, filename, mime_type, pages, object_key, prompt,
                                  requested_type as document_type, schema, attempt, postponed, lease_epoch,
                                  j.queued_at, j.started_at, coalesce(extract(epoch from now() - postponed_since), 0)::bigint as postponed_seconds
                        """)
                .bind("slots", slots)
                .bind("worker", worker)
                .bind("lease", seconds(lease))
                .map(JobTable::job)
                .all()
                .collectList();
    }

    /** Renews leases; returns the jobs whose lease this worker has lost, also those that were deleted. */
    Mono<Set<UUID>> renew(String worker, Collection<UUID> jobs, Duration lease) {
        return sql.sql("""
                        with renewed as (
                            update extraction_jobs set lease_until = now() + make_interval(secs => :lease)
                            where worker = :worker and status = 'processing' and id = any(:ids)
                        )
                        select id from unnest(:ids) as running (id)
                        where not exists (select from extraction_jobs j where j.id = running.id and j.worker = :worker)
                        """)
                .bind("lease", seconds(lease))
                .bind("worker", worker)
                .bind("ids", jobs.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .collect(Collectors.toSet());
    }

    /** @return whether the job was ended; false if the lease was lost */
    Mono<Boolean> complete(Job job, ExtractionCompleted event, OutboxRow row) {
        return ended(
                sql.sql("""
                        with ended as (
                            update extraction_jobs
                            set status = 'completed', finished_at = now(), lease_until = null, document_type = :documentType,
                                resolved_prompt = :prompt, model = :model, input_tokens = :inputTokens,
                                output_tokens = :outputTokens
                            where id = :id and lease_epoch = :epoch and status = 'processing'
                            returning id
                        """ + WITH_EVENT)
                        .bind("documentType", event.documentType())
                        .bind("prompt", event.prompt())
                        .bind("model", event.model())
                        .bind("inputTokens", event.inputTokens())
                        .bind("outputTokens", event.outputTokens())
                        .bindProperties(row),
                job);
    }

    /** @return whether the job was ended; false if the lease was lost */
    Mono<Boolean> fail(Job job, ExtractionFailed event, OutboxRow row) {
        return ended(
                sql.sql("""
                        with ended as (
                            update extraction_jobs
                            set status = 'failed', finished_at = now(), lease_until = null, error_code = :code,
                                error_message = :detail
                            where id = :id and lease_epoch = :epoch and status = 'processing'
                            returning id
                        """ + WITH_EVENT)
                        .bind("code", event.code())
                        .bind("detail", event.detail())
                        .bindProperties(row),
                job);
    }

    /**
     * Returns a job to the queue. An attempt that is not counted is subtracted again and remembered as postponed, since when
     * first; one that is counted ends that. Its event is published if the attempt is counted, or if none of the same code was
     * published within the last hour.
     */
    Mono<Boolean> retry(Job job, Outcome.Retry retry, OutboxRow row) {
        return ended(
                sql.sql("""
                        with attempted as (
                            select id, :uncounted = 0 or coalesce(
                                (postponed_reports ->> :code)::timestamptz <= now() - interval '1 hour', true) as reported
                            from extraction_jobs
                            where id = :id and lease_epoch = :epoch and status = 'processing'
                            for update
                        ), ended as (
                            update extraction_jobs j
                            set status = 'queued', next_attempt_at = now() + make_interval(secs => :delay),
                                attempt = attempt - :uncounted, postponed = (postponed + 1) * :uncounted,
                                postponed_since = case when :uncounted = 1 then coalesce(postponed_since, now()) end,
                                postponed_reports = case when :uncounted = 1 and attempted.reported
                                    then postponed_reports || jsonb_build_object(:code, now()) else postponed_reports end,
                                worker = null, lease_until = null
                            from attempted where j.id = attempted.id
                            returning j.id, attempted.reported
                        ), published as (
                            insert into outbox (event_id, topic, key, shard, type, body)
                            select :eventId, :topic, :key, :shard, :type, :body from ended where reported
                        )
                        select count(*) = 1 from ended
                        """)
                        .bind("delay", seconds(retry.delay()))
                        .bind("uncounted", retry.countsAsAttempt() ? 0 : 1)
                        .bind("code", retry.code().wireName())
                        .bindProperties(row),
                job);
    }

    private static Mono<Boolean> ended(GenericExecuteSpec statement, Job job) {
        return statement
                .bind("id", job.id())
                .bind("epoch", job.claim().leaseEpoch())
                .mapValue(Boolean.class)
                .one();
    }

    /** Returns what this worker still holds, without counting the attempts. */
    Mono<Long> returnAll(String worker) {
        return sql.sql("""
                        update extraction_jobs
                        set status = 'queued', next_attempt_at = now(), attempt = attempt - 1, worker = null, lease_until = null
                        where worker = :worker and status = 'processing'
                        """).bind("worker", worker).fetch().rowsUpdated();
    }

    private static Job job(Readable row) {
        return new Job(
                row.get("id", UUID.class),
                row.get("batch_id", UUID.class),
                row.get("document_id", UUID.class),
                row.get("run", Integer.class),
                row.get("user_id", String.class),
                FILE.apply(row),
                REQUEST.apply(row),
                CLAIM.apply(row));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
