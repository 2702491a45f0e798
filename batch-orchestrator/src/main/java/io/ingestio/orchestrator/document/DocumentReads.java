package io.ingestio.orchestrator.document;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What users read of {@code batch_documents}, and of the batch that these belong to. */
@Component
public class DocumentReads {

    private static final String COLUMNS = """
            select id, batch_id, coalesce(position, 0) as position, filename, mime_type, size_bytes, pages, run, status,
                   error_code, error_message, prompt, prompt_strategy, document_type, model, summary, finished_at
            from batch_documents
            where user_id = :user and deleted_at is null
            """;

    private final DatabaseClient sql;

    DocumentReads(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * @param summary JSON {@code {fields, items, warnings}}: the first fields of the data, the item counts of its arrays, sentences
     *     for the reader; null unless completed
     * @param prompt the effective prompt: the one given, or the one that classification led to
     */
    public record DocumentView(
            UUID id,
            UUID batchId,
            int position,
            @Nullable String filename,
            @Nullable String mimeType,
            @Nullable Long sizeBytes,
            @Nullable Integer pages,
            int run,
            String status,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            @Nullable String prompt,
            @Nullable String promptStrategy,
            @Nullable String documentType,
            @Nullable String model,
            @JsonRawValue @Nullable String summary,
            @Nullable Instant finishedAt) {}

    Mono<DocumentView> find(String userId, UUID id) {
        return sql.sql(COLUMNS + "and id = :id")
                .bind("user", userId)
                .bind("id", id)
                .mapProperties(DocumentView.class)
                .one();
    }

    /** The documents with these ids, in any order. */
    public Flux<DocumentView> of(String userId, List<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : sql.sql(COLUMNS + "and id = any(:ids)")
                        .bind("user", userId)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .mapProperties(DocumentView.class)
                        .all();
    }

    /** Whether the user has this batch, with documents or without. */
    public Mono<Boolean> hasBatch(String userId, UUID batchId) {
        return sql.sql("""
                        select exists (select from extraction_batches where user_id = :user and id = :batch and announced
                                         and deleted_at is null)
                        """)
                .bind("user", userId)
                .bind("batch", batchId)
                .map(row -> row.get(0, Boolean.class))
                .one();
    }

    /** In the order of the submission, after a position. */
    Flux<DocumentView> list(String userId, UUID batchId, @Nullable String status, long afterPosition, int limit) {
        return sql.sql(COLUMNS + """
                        and batch_id = :batch
                        and (:status::text is null or status = :status)
                        and coalesce(position, 0) > :after
                        order by position
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("batch", batchId)
                .bind("status", Parameter.fromOrEmpty(status, String.class))
                .bind("after", afterPosition)
                .bind("limit", limit)
                .mapProperties(DocumentView.class)
                .all();
    }
}
