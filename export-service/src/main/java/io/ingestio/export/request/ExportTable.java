package io.ingestio.export.request;

import io.ingestio.contracts.status.ExportStatus;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportType;
import io.ingestio.export.selection.Selection;
import io.ingestio.export.selection.WantedExport;
import io.ingestio.http.list.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL of {@code exports} on behalf of users: insert and read. */
@Component
public class ExportTable {

    private static final String COLUMNS = """
            select id, batch_id, batch_ids, upper(format) as format, upper(type) as type, array_field, options::text as options,
                   upper(status) as status, filename, object_key, size_bytes, row_count as rows, documents_done, documents_of,
                   coalesce(columns, '{}') as columns, %s as manifest, error_code, error_detail, created_at, completed_at
            from exports
            where user_id = :user and withdrawn_at is null
            """;

    private final DatabaseClient sql;

    ExportTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** @param manifest as JSON; null until completed, and in lists */
    public record Row(
            UUID id,
            @Nullable UUID batchId,
            @Nullable List<UUID> batchIds,
            ExportFormat format,
            ExportType type,
            @Nullable String arrayField,
            @Nullable String options,
            ExportStatus status,
            String filename,
            String objectKey,
            @Nullable Long sizeBytes,
            @Nullable Long rows,
            int documentsDone,
            @Nullable Integer documentsOf,
            List<String> columns,
            @Nullable String manifest,
            @Nullable String errorCode,
            @Nullable String errorDetail,
            Instant createdAt,
            @Nullable Instant completedAt) {}

    /** An export that is queued, or was before. */
    record Known(UUID id, ExportStatus status) {}

    /** Until the end of the transaction no other one looks for exports of this user and adds one. */
    Mono<Void> lock(String userId) {
        return sql.sql("select pg_advisory_xact_lock(hashtextextended('exports of ' || :user, 0))")
                .bind("user", userId)
                .then();
    }

    /**
     * The newest export with the same content whose building has not begun, or whose file can be fetched: what a builder reads may
     * have changed since the request.
     *
     * @param age of a completed one at most, so that its file is not deleted soon
     */
    Mono<Known> same(String userId, String fingerprint, Duration age) {
        return sql.sql("""
                        select id, upper(status) as status from exports
                        where user_id = :user and fingerprint = :fingerprint and withdrawn_at is null
                          and (status = 'queued' and claimed_at is null
                               or status = 'completed' and completed_at > now() - make_interval(secs => :age))
                        order by created_at desc limit 1
                        """)
                .bind("user", userId)
                .bind("fingerprint", fingerprint)
                .bind("age", (double) age.toSeconds())
                .mapProperties(Known.class)
                .one();
    }

    /** Exports of a user that wait or are being built. */
    Mono<Integer> open(String userId) {
        return sql.sql("""
                        select count(*)::int from exports
                        where user_id = :user and status in ('queued', 'processing')
                        """).bind("user", userId).mapValue(Integer.class).one();
    }

    Mono<Void> insert(NewExport export) {
        WantedExport wanted = export.wanted();
        Selection selection = wanted.selection();
        UUID batch = selection.onlyBatch();
        return sql.sql("""
                        insert into exports (id, user_id, batch_id, batch_ids, document_ids, format, type, array_field, options,
                                             fingerprint, object_key, filename)
                        values (:id, :user, :batch, :batches, :documents, :format, :type, :arrayField, :options::json,
                                :fingerprint, :objectKey, :filename)
                        """)
                .bind("id", export.id())
                .bind("user", export.userId())
                .bind("batch", Parameter.fromOrEmpty(batch, UUID.class))
                .bind("batches", array(batch == null ? selection.batchIds() : null))
                .bind("documents", array(selection.documentIds()))
                .bind("format", wanted.format().wireName())
                .bind("type", wanted.type().wireName())
                .bind("arrayField", Parameter.fromOrEmpty(wanted.arrayField(), String.class))
                .bind("options", wanted.options().toJson())
                .bind("fingerprint", export.fingerprint())
                .bind("objectKey", export.objectKey())
                .bind("filename", export.filename())
                .then();
    }

    private static Parameter array(@Nullable List<UUID> ids) {
        return Parameter.fromOrEmpty(ids == null ? null : ids.toArray(UUID[]::new), UUID[].class);
    }

    public Mono<Row> find(String userId, UUID id) {
        return sql.sql(COLUMNS.formatted("manifest::text") + "and id = :id")
                .bind("user", userId)
                .bind("id", id)
                .mapProperties(Row.class)
                .one();
    }

    /** Whose export this is; empty for one that is unknown. For the service itself, before it is known who calls. */
    public Mono<String> ownerOf(UUID id) {
        return sql.sql("select user_id from exports where id = :id")
                .bind("id", id)
                .mapValue(String.class)
                .one();
    }

    /** Newest first. */
    Flux<Row> list(String userId, Cursor after, int limit) {
        return sql.sql(COLUMNS.formatted("null::text") + """
                        and (created_at, id) < (:createdAt, :id)
                        order by created_at desc, id desc
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("createdAt", after.createdAt())
                .bind("id", after.id())
                .bind("limit", limit)
                .mapProperties(Row.class)
                .all();
    }
}
