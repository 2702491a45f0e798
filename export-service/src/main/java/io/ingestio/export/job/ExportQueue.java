package io.ingestio.export.job;

import io.ingestio.contracts.status.ExportStatus;
import io.ingestio.export.content.Progress;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportType;
import io.ingestio.export.job.Outcome.Completed;
import io.ingestio.export.job.Outcome.Failed;
import io.ingestio.export.job.Outcome.Retry;
import io.ingestio.export.selection.WantedExport;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The queue of exports in {@code exports}: claim, renew, end. The one place where an export leaves its builder. Every change is
 * fenced by the epoch of the lease, and only the clock of the database is compared.
 */
@Component
class ExportQueue {

    private final DatabaseClient sql;

    ExportQueue(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * Claims an export that is queued, or whose lease has expired. Users take turns: first comes one of whom least is being built, of
     * several the one whose last turn is longest ago; of each user the oldest export. What a user has queued delays no other one, and
     * makes no claim dearer. Empty if there is none.
     *
     * @param patience how long the export of batches waits for their end and for all of their data to arrive
     * @param most     exports of one user that are built at the same time
     */
    Mono<ExportJob> claim(Duration lease, Duration patience, int most) {
        return sql.sql("""
                        with recursive users as (
                            (select user_id from exports where status in ('queued', 'processing') order by user_id limit 1)
                            union all
                            select n.user_id from users u cross join lateral (
                                select user_id from exports
                                where status in ('queued', 'processing') and user_id > u.user_id
                                order by user_id limit 1) n
                        ), first as (
                            select e.id, e.next_run_at, t.claimed_at,
                                   (select count(*) from exports p
                                    where p.user_id = u.user_id and p.status = 'processing' and p.lease_until >= now()) as building
                            from users u
                            cross join lateral (
                                select id, next_run_at from exports e
                                where e.user_id = u.user_id and next_run_at <= now()
                                  and (status = 'queued' or (status = 'processing' and lease_until < now()))
                                  and (document_ids is not null
                                       or created_at < now() - make_interval(secs => :patience)
                                       or not exists (
                                           select from unnest(coalesce(batch_ids, array[batch_id])) as b (id)
                                           where not exists (
                                               select from batch_ends ended
                                               where ended.batch_id = b.id and ended.user_id = e.user_id
                                                 and ended.completed_count <= (
                                                     select count(distinct d.document_id) from extracted_data d
                                                     where d.batch_id = b.id))))
                                order by next_run_at, id
                                limit 1) e
                            left join lateral (
                                select max(claimed_at) as claimed_at from exports x
                                where x.user_id = u.user_id and x.claimed_at is not null) t on true)
                        update exports
                        set status = 'processing', attempt = attempt + 1, lease_epoch = lease_epoch + 1,
                            lease_until = now() + make_interval(secs => :lease), claimed_at = now(),
                            documents_done = 0, documents_of = null
                        where id = (
                            select e.id from first f join exports e on e.id = f.id
                            where (e.status = 'queued' or (e.status = 'processing' and e.lease_until < now()))
                              and f.building < :most
                            order by f.building, f.claimed_at nulls first, f.next_run_at, f.id
                            for update of e skip locked
                            limit 1)
                        returning id, user_id, batch_id, batch_ids, document_ids, upper(format) as format, upper(type) as type,
                                  array_field, options::text as options, object_key, attempt, lease_epoch
                        """)
                .bind("lease", seconds(lease))
                .bind("most", most)
                .bind("patience", seconds(patience))
                .mapProperties(Claimed.class)
                .one()
                .map(Claimed::job);
    }

    private record Claimed(
            UUID id,
            String userId,
            @Nullable UUID batchId,
            @Nullable List<UUID> batchIds,
            @Nullable List<UUID> documentIds,
            ExportFormat format,
            ExportType type,
            @Nullable String arrayField,
            @Nullable String options,
            String objectKey,
            int attempt,
            int leaseEpoch) {

        ExportJob job() {
            WantedExport wanted =
                    WantedExport.stored(batchId, batchIds, documentIds, format, type, arrayField, options);
            return new ExportJob(id, userId, wanted, objectKey, attempt, leaseEpoch);
        }
    }

    /** Renews the lease and stores how far the builder is. False if it lost its lease. */
    Mono<Boolean> renew(ExportJob job, Duration lease, Progress progress) {
        return sql.sql("""
                        update exports
                        set lease_until = now() + make_interval(secs => :lease), documents_done = :done, documents_of = :of
                        where id = :id and lease_epoch = :epoch and status = 'processing'
                        """)
                .bind("lease", seconds(lease))
                .bind("done", progress.done())
                .bind("of", Parameter.fromOrEmpty(progress.of(), Integer.class))
                .bind("id", job.id())
                .bind("epoch", job.leaseEpoch())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** What an outcome changes; null where it leaves the column empty. */
    private record End(
            UUID id,
            int epoch,
            String status,
            boolean terminal,
            @Nullable String key,
            @Nullable Long size,
            @Nullable Long rows,
            @Nullable String manifest,
            @Nullable String fingerprint,
            int documents,
            @Nullable String code,
            @Nullable String detail,
            double delay) {

        static End of(ExportJob job, Outcome outcome) {
            UUID id = job.id();
            int epoch = job.leaseEpoch();
            String to = outcome.status().wireName();
            boolean terminal = outcome.status().isTerminal();
            return switch (outcome) {
                case Completed(
                        var key,
                        var size,
                        var rows,
                        var columns,
                        var manifest,
                        var fingerprint,
                        var documents) ->
                    new End(
                            id,
                            epoch,
                            to,
                            terminal,
                            key,
                            size,
                            rows,
                            manifest,
                            fingerprint,
                            documents.size(),
                            null,
                            null,
                            0);
                case Failed(var code, var detail) ->
                    new End(
                            id,
                            epoch,
                            to,
                            terminal,
                            null,
                            null,
                            null,
                            null,
                            null,
                            0,
                            code.wireName(),
                            storable(detail),
                            0);
                case Retry(var delay) ->
                    new End(id, epoch, to, terminal, null, null, null, null, null, 0, null, null, seconds(delay));
            };
        }
    }

    /** Ends the attempt. False if this builder lost its lease: nothing changed, and the outcome is to be dropped. */
    Mono<Boolean> end(ExportJob job, Outcome outcome) {
        if (!ExportStatus.PROCESSING.next().contains(outcome.status())) {
            throw new IllegalArgumentException("an attempt cannot end as " + outcome.status());
        }
        String[] columns = outcome instanceof Completed completed
                ? completed.columns().stream().map(ExportQueue::storable).toArray(String[]::new)
                : null;
        return sql.sql("""
                        update exports
                        set status = :status, object_key = coalesce(:key, object_key), size_bytes = :size, row_count = :rows,
                            columns = :columns, manifest = :manifest::json, fingerprint = coalesce(:fingerprint, fingerprint),
                            documents_done = :documents, documents_of = case when :key::text is not null then :documents end,
                            error_code = :code, error_detail = :detail,
                            lease_until = null, next_run_at = now() + make_interval(secs => :delay),
                            completed_at = case when :terminal then now() end
                        where id = :id and lease_epoch = :epoch and status = 'processing'
                        """)
                .bindProperties(End.of(job, outcome))
                .bind("columns", Parameter.fromOrEmpty(columns, String[].class))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** PostgreSQL holds no NUL, and names of fields may have one. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
