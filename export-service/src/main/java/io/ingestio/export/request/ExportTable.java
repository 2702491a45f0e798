package io.ingestio.export.request;

import io.ingestio.contracts.status.ExportStatus;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportType;
import io.ingestio.http.Cursor;
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
class ExportTable {

    private static final String COLUMNS = """
            select id, batch_id, upper(format) as format, upper(type) as type, array_field, upper(status) as status, filename,
                   object_key, size_bytes, row_count as rows, coalesce(columns, '{}') as columns,
                   manifest::text as manifest, error_code, error_detail, created_at, completed_at
            from exports
            where user_id = :user
            """;

    private final DatabaseClient sql;

    ExportTable(DatabaseClient sql) {
        this.sql = sql;
    }

    record Row(
            UUID id,
            @Nullable UUID batchId,
            ExportFormat format,
            ExportType type,
            @Nullable String arrayField,
            ExportStatus status,
            String filename,
            String objectKey,
            @Nullable Long sizeBytes,
            @Nullable Long rows,
            List<String> columns,
            @Nullable String manifest,
            @Nullable String errorCode,
            @Nullable String errorDetail,
            Instant createdAt,
            @Nullable Instant completedAt) {}

    Mono<Void> insert(NewExport export) {
        List<UUID> documents = export.documentIds();
        return sql.sql("""
                        insert into exports (id, user_id, batch_id, document_ids, format, type, array_field, object_key,
                                             filename)
                        values (:id, :user, :batch, :documents, :format, :type, :arrayField, :objectKey, :filename)
                        """)
                .bind("id", export.id())
                .bind("user", export.userId())
                .bind("batch", Parameter.fromOrEmpty(export.batchId(), UUID.class))
                .bind(
                        "documents",
                        Parameter.fromOrEmpty(documents == null ? null : documents.toArray(UUID[]::new), UUID[].class))
                .bind("format", export.format().wireName())
                .bind("type", export.type().wireName())
                .bind("arrayField", Parameter.fromOrEmpty(export.arrayField(), String.class))
                .bind("objectKey", export.objectKey())
                .bind("filename", export.filename())
                .then();
    }

    Mono<Row> find(String userId, UUID id) {
        return sql.sql(COLUMNS + "and id = :id")
                .bind("user", userId)
                .bind("id", id)
                .mapProperties(Row.class)
                .one();
    }

    /** Newest first. */
    Flux<Row> list(String userId, Cursor after, int limit) {
        return sql.sql(COLUMNS + """
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
