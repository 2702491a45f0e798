package io.ingestio.export.job;

import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The builders' side of {@code exports}. Only the clock of the database is compared. */
@Component
class ExportQueueTable {

    private final DatabaseClient sql;

    ExportQueueTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * Takes the oldest export that waits, or whose builder has gone. Empty if there is none.
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
                        returning id, user_id, batch_id, document_ids, format, type, array_field, object_key, attempt,
                                  lease_epoch
                        """)
                .bind("lease", seconds(lease))
                .bind("patience", seconds(patience))
                .map(ExportQueueTable::job)
                .one();
    }

    /** False if another builder has taken over. */
    Mono<Boolean> renew(ExportJob job, Duration lease) {
        return sql.sql("""
                        update exports set lease_until = now() + make_interval(secs => :lease)
                        where id = :id and lease_epoch = :epoch and status = 'processing'
                        """)
                .bind("lease", seconds(lease))
                .bind("id", job.id())
                .bind("epoch", job.epoch())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** False if another builder has taken over: its result counts, and this one is dropped. */
    Mono<Boolean> complete(ExportJob job, long sizeBytes, long rows, List<String> columns, String manifest) {
        return sql.sql("""
                        update exports
                        set status = 'completed', size_bytes = :size, row_count = :rows, columns = :columns,
                            manifest = :manifest::json, lease_until = null, completed_at = now()
                        where id = :id and lease_epoch = :epoch and status = 'processing'
                        """)
                .bind("size", sizeBytes)
                .bind("rows", rows)
                .bind("columns", columns.toArray(String[]::new))
                .bind("manifest", manifest)
                .bind("id", job.id())
                .bind("epoch", job.epoch())
                .fetch()
                .rowsUpdated()
                .map(updated -> updated == 1);
    }

    Mono<Void> fail(ExportJob job, String code, String detail) {
        return sql.sql("""
                        update exports
                        set status = 'failed', error_code = :code, error_detail = :detail, lease_until = null,
                            completed_at = now()
                        where id = :id and lease_epoch = :epoch and status = 'processing'
                        """)
                .bind("code", code)
                .bind("detail", detail)
                .bind("id", job.id())
                .bind("epoch", job.epoch())
                .then();
    }

    Mono<Void> retryLater(ExportJob job, Duration wait) {
        return sql.sql("""
                        update exports
                        set status = 'queued', lease_until = null, next_run_at = now() + make_interval(secs => :wait)
                        where id = :id and lease_epoch = :epoch and status = 'processing'
                        """)
                .bind("wait", seconds(wait))
                .bind("id", job.id())
                .bind("epoch", job.epoch())
                .then();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static ExportJob job(Readable row) {
        return new ExportJob(
                row.get("id", UUID.class),
                row.get("user_id", String.class),
                row.get("batch_id", UUID.class),
                Optional.ofNullable(row.get("document_ids", UUID[].class))
                        .map(List::of)
                        .orElse(null),
                ExportFormat.of(row.get("format", String.class)).orElseThrow(),
                ExportType.of(row.get("type", String.class)).orElseThrow(),
                row.get("array_field", String.class),
                row.get("object_key", String.class),
                row.get("attempt", Integer.class),
                row.get("lease_epoch", Integer.class));
    }
}
