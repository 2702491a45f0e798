package io.ingestio.orchestrator.batch;

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

/** What users read of {@code extraction_batches}: announced batches of their own. */
@Component
public class BatchReads {

    private static final String COLUMNS = """
            select id, name, status, prompt_strategy, global_prompt, document_count, completed_count, failed_count,
                   cancelled_count, total_pages, revision, cancel_requested, last_error_message, created_at, completed_at
            from extraction_batches
            where user_id = :user and announced and deleted_at is null
            """;

    private final DatabaseClient sql;

    BatchReads(DatabaseClient sql) {
        this.sql = sql;
    }

    public record BatchView(
            UUID id,
            @Nullable String name,
            String status,
            String promptStrategy,
            @Nullable String globalPrompt,
            int documentCount,
            int completedCount,
            int failedCount,
            int cancelledCount,
            int totalPages,
            int revision,
            boolean cancelRequested,
            @Nullable String lastErrorMessage,
            Instant createdAt,
            @Nullable Instant completedAt) {}

    Mono<BatchView> find(String userId, UUID id) {
        return sql.sql(COLUMNS + "and id = :id")
                .bind("user", userId)
                .bind("id", id)
                .mapProperties(BatchView.class)
                .one();
    }

    /** The batches with these ids, in any order. */
    public Flux<BatchView> of(String userId, List<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : sql.sql(COLUMNS + "and id = any(:ids)")
                        .bind("user", userId)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .mapProperties(BatchView.class)
                        .all();
    }

    /** Newest first. A name matches where it contains the given text, whatever its case. */
    Flux<BatchView> list(String userId, @Nullable String status, @Nullable String name, Cursor after, int limit) {
        return sql.sql(COLUMNS + """
                        and (:status::text is null or status = :status)
                        and (:name::text is null or strpos(lower(name), lower(:name)) > 0)
                        and (created_at, id) < (:createdAt, :id)
                        order by created_at desc, id desc
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("status", Parameter.fromOrEmpty(status, String.class))
                .bind("name", Parameter.fromOrEmpty(name, String.class))
                .bind("createdAt", after.createdAt())
                .bind("id", after.id())
                .bind("limit", limit)
                .mapProperties(BatchView.class)
                .all();
    }
}
