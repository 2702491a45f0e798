package io.ingestio.export.job;

import io.ingestio.contracts.status.ExportStatus;
import io.ingestio.export.job.Outcome.Completed;
import io.ingestio.export.job.Outcome.Failed;
import io.ingestio.export.job.Outcome.Retry;
import java.time.Duration;
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
     * Claims the oldest export that is queued, or whose lease has expired. Empty if there is none.
     *
     * @param patience how long the export of a batch waits for the end of the batch and for all of its data to arrive
     */
    Mono<ExportJob> claim(Duration lease, Duration patience) {
        return sql.sql("""
                        update exports
                        set status = 'processing', attempt = attempt + 1, lease_epoch = lease_epoch + 1,
                            lease_until = now() + make_interval(secs => :lease)
                        where id = (
                            select id from exports e
                            where next_run_at <= now()
                              and (status = 'queued' or (status = 'processing' and lease_until < now()))
                              and (batch_id is null
                                   or created_at < now() - make_interval(secs => :patience)
                                   or exists (
                                       select from batch_ends b
                                       where b.batch_id = e.batch_id and b.user_id = e.user_id
                                         and b.completed_count <= (select count(distinct d.document_id)
                                                                   from extracted_data d where d.batch_id = e.batch_id)))
                            order by next_run_at, id
                            for update skip locked
                            limit 1)
                        returning id, user_id, batch_id, document_ids, upper(format) as format, upper(type) as type,
                                  array_field, object_key, attempt, lease_epoch
                        """)
                .bind("lease", seconds(lease))
                .bind("patience", seconds(patience))
                .mapProperties(ExportJob.class)
                .one();
    }

    /** False if this builder lost its lease. */
    Mono<Boolean> renew(ExportJob job, Duration lease) {
        return sql.sql("""
                        update exports set lease_until = now() + make_interval(secs => :lease)
                        where id = :id and lease_epoch = :epoch and status = 'processing'
                        """)
                .bind("lease", seconds(lease))
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
            @Nullable String code,
            @Nullable String detail,
            double delay) {

        static End of(ExportJob job, Outcome outcome) {
            UUID id = job.id();
            int epoch = job.leaseEpoch();
            String to = outcome.status().wireName();
            boolean terminal = outcome.status().isTerminal();
            return switch (outcome) {
                case Completed(var key, var size, var rows, var columns, var manifest, var documents) ->
                    new End(id, epoch, to, terminal, key, size, rows, manifest, null, null, 0);
                case Failed(var code, var detail) ->
                    new End(id, epoch, to, terminal, null, null, null, null, code.wireName(), detail, 0);
                case Retry(var delay) ->
                    new End(id, epoch, to, terminal, null, null, null, null, null, null, seconds(delay));
            };
        }
    }

    /** Ends the attempt. False if this builder lost its lease: nothing changed, and the outcome is to be dropped. */
    Mono<Boolean> end(ExportJob job, Outcome outcome) {
        if (!ExportStatus.PROCESSING.next().contains(outcome.status())) {
            throw new IllegalArgumentException("an attempt cannot end as " + outcome.status());
        }
        String[] columns =
                outcome instanceof Completed completed ? completed.columns().toArray(String[]::new) : null;
        return sql.sql("""
                        update exports
                        set status = :status, object_key = coalesce(:key, object_key), size_bytes = :size, row_count = :rows,
                            columns = :columns, manifest = :manifest::json, error_code = :code, error_detail = :detail,
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

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
