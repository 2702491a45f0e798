package io.ingestio.orchestrator.batch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ingestio.database.Keyset;
import io.ingestio.http.list.ListCursor;
import io.ingestio.orchestrator.document.Tabs;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DataClassRowMapper;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What users read of {@code extraction_batches}: announced batches of their own. */
@Component
public class BatchReads {

    private static final String ARE_VISIBLE = """
            where user_id = :user and announced and deleted_at is null
            """;

    private static final String VISIBLE = "from extraction_batches\n" + ARE_VISIBLE;
    private static final String WITH_TABS = ", " + Tabs.COLUMNS + Tabs.TABLES + ARE_VISIBLE;

    private static final String COLUMNS = """
            select id, name, search_name, status, prompt_strategy, global_prompt, document_count, completed_count, failed_count,
                   cancelled_count, total_pages, revision, cancel_requested, last_error_message, created_at,
                   case when status = 'pending_upload' then expires_at end as expires_at, completed_at
            """;

    private static final int PROMPT_HEAD = 200;
    private static final String HEADS =
            COLUMNS.replace("global_prompt", "left(global_prompt, " + PROMPT_HEAD + ") as global_prompt");

    private static final Function<Readable, BatchView> VIEW = new DataClassRowMapper<>(BatchView.class)::apply;
    private static final Function<Readable, Tabs> TABS = new DataClassRowMapper<>(Tabs.class)::apply;
    private static final Function<Readable, BatchDetail> DETAIL =
            row -> new BatchDetail(VIEW.apply(row), TABS.apply(row));

    private final DatabaseClient sql;

    BatchReads(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * @param createdAt when it was submitted; of a draft when it was opened
     * @param expiresAt of a draft, else null
     */
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
            @Nullable Instant expiresAt,
            @Nullable Instant completedAt) {}

    /** A batch, and how many of its documents each tab has. */
    public record BatchDetail(@JsonUnwrapped BatchView batch, Tabs tabs) {}

    /** @param searchName the name as it is compared */
    record Listed(BatchView view, @Nullable String searchName) {

        ListCursor cursor(BatchSort sort) {
            return switch (sort) {
                case NAME -> Keyset.after(searchName, view.id());
                case STATUS -> Keyset.after(view.status(), view.createdAt(), view.id());
                case SUBMITTED -> Keyset.after(view.createdAt(), view.id());
                case COMPLETED -> Keyset.after(view.completedAt(), view.id());
                case DOCUMENTS -> Keyset.after(view.documentCount(), view.id());
                case PAGES -> Keyset.after(view.totalPages(), view.id());
            };
        }
    }

    public Mono<BatchDetail> find(String userId, UUID id) {
        return sql.sql(COLUMNS + WITH_TABS + "and id = :id")
                .bind("user", userId)
                .bind("id", id)
                .map(DETAIL)
                .one();
    }

    /** The batches with these ids, in any order; of a long prompt its first {@value #PROMPT_HEAD} characters. */
    public Flux<BatchDetail> of(String userId, List<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : sql.sql(HEADS + WITH_TABS + "and id = any(:ids)")
                        .bind("user", userId)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .map(DETAIL)
                        .all();
    }

    Flux<Listed> list(String userId, BatchFilter filter, ListCursor after, int limit) {
        return order(filter).read(sql, rows(userId, filter), after, limit);
    }

    static Keyset order(BatchFilter filter) {
        return new Keyset(filter.sort().key().keys(), filter.sort().descending());
    }

    static Keyset.Query<Listed> rows(String userId, BatchFilter filter) {
        return new Keyset.Query<>(
                "select id " + VISIBLE + conditions(filter),
                COLUMNS + "from extraction_batches join (%s) chosen using (id)\n",
                statement -> bound(statement, userId, filter),
                row -> new Listed(VIEW.apply(row), row.get("search_name", String.class)));
    }

    /** How many there are, counted up to {@code most}: from an index alone, through the names at most once. */
    Mono<Long> count(String userId, BatchFilter filter, int most) {
        return bound(sql.sql(counting(filter)), userId, filter)
                .bind("most", most)
                .mapValue(Long.class)
                .one();
    }

    static String counting(BatchFilter filter) {
        return "select count(*) from (select " + VISIBLE + conditions(filter) + "limit :most) counted";
    }

    /** A name matches where it contains the given text, whatever its case. */
    private static String conditions(BatchFilter filter) {
        return (filter.status() == null ? "" : "and status = :status\n")
                + (filter.name() == null ? "" : "and strpos(search_name, lower(:name collate \"pg_c_utf8\")) > 0\n");
    }

    static GenericExecuteSpec bound(GenericExecuteSpec statement, String userId, BatchFilter filter) {
        GenericExecuteSpec bound = statement.bind("user", userId);
        String status = filter.status();
        String name = filter.name();
        bound = status == null ? bound : bound.bind("status", status);
        return name == null ? bound : bound.bind("name", name);
    }
}
