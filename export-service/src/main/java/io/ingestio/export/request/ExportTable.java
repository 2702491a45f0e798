package io.ingestio.export.request;

import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportType;
import io.ingestio.http.Cursor;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The users' side of {@code exports}: asking for one, and looking at it. */
@Component
class ExportTable {

    private static final String COLUMNS = """
            select id, batch_id, format, type, array_field, status, filename, object_key, size_bytes, row_count, columns,
                   manifest::text as manifest, error_code, error_detail, created_at, completed_at
            from exports
            where user_id = :user
            """;

    private final DatabaseClient sql;

    ExportTable(DatabaseClient sql) {
        this.sql = sql;
    }

    record NewExport(
            UUID id,
            String userId,
            @Nullable UUID batchId,
            @Nullable List<UUID> documents,
            ExportFormat format,
            ExportType type,
            @Nullable String arrayField,
            String objectKey,
            String filename) {}

    record Row(
            UUID id,
            @Nullable UUID batchId,
            ExportFormat format,
            String type,
            @Nullable String arrayField,
            String status,
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
        List<UUID> documents = export.documents();
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
                .map(ExportTable::row)
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
                .map(ExportTable::row)
                .all();
    }

    private static Row row(Readable row) {
        return new Row(
                row.get("id", UUID.class),
                row.get("batch_id", UUID.class),
                ExportFormat.of(row.get("format", String.class)).orElseThrow(),
                row.get("type", String.class),
                row.get("array_field", String.class),
                row.get("status", String.class),
                row.get("filename", String.class),
                row.get("object_key", String.class),
                row.get("size_bytes", Long.class),
                row.get("row_count", Long.class),
                Optional.ofNullable(row.get("columns", String[].class))
                        .map(List::of)
                        .orElse(List.of()),
                row.get("manifest", String.class),
                row.get("error_code", String.class),
                row.get("error_detail", String.class),
                row.get("created_at", Instant.class),
                row.get("completed_at", Instant.class));
    }
}
