package io.ingestio.orchestrator.document;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ingestio.database.Keyset;
import io.ingestio.http.list.ListCursor;
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

/** What users read of {@code batch_documents}, and of the batch that these belong to. */
@Component
public class DocumentReads {

    private static final String COLUMNS = """
            select id, batch_id, filename, sort_name, mime_type, size_bytes, pages, run, status, error_code, error_message,
                   prompt, prompt_strategy, document_type, model, finished_at,
                   case when review_run = run and review_summary is not null and summary is not null
                        then '{"fields":' || (review_summary::json -> 'fields')::text
                             || ',"items":' || (review_summary::json -> 'items')::text
                             || ',"warnings":' || (summary::json -> 'warnings')::text || '}'
                        else summary end as summary,
            """;

    private static final int PROMPT_HEAD = 200;
    private static final String HEADS =
            COLUMNS.replace("prompt, prompt_strategy", "left(prompt, " + PROMPT_HEAD + ") as prompt, prompt_strategy");

    private static final String PRESENT = """
            from batch_documents
            where user_id = :user and deleted_at is null
            """;

    /** A document is listed once its file is known. */
    private static final String IN_BATCH = PRESENT + "and batch_id = :batch and position is not null\n";

    private static final Function<Readable, DocumentView> VIEW = new DataClassRowMapper<>(DocumentView.class)::apply;

    private final DatabaseClient sql;

    DocumentReads(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * @param prompt the effective prompt: the one given, or the one that classification led to
     * @param promptStrategy where it is from: global, the batch's; per_document, its own; auto, its type's. Null for a rejected file
     * @param summary JSON {@code {fields, items, warnings}}: the first fields of the data as people edited them, the item counts of its
     *     arrays, sentences for the reader; null unless completed
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

    /** @param sortName the file name as it is compared */
    record Listed(DocumentView view, @Nullable String sortName) {

        ListCursor cursor(DocumentSort sort) {
            return switch (sort) {
                case POSITION -> Keyset.after(view.position(), view.id());
                case FILE -> Keyset.after(sortName, view.id());
                case STATUS -> Keyset.after(view.status(), view.position(), view.id());
                case PAGES -> Keyset.after(view.pages(), view.id());
                case TYPE -> Keyset.after(view.documentType(), view.id());
            };
        }
    }

    Mono<DocumentView> find(String userId, UUID id) {
        return sql.sql(COLUMNS + "coalesce(position, 0) as position " + PRESENT + "and id = :id")
                .bind("user", userId)
                .bind("id", id)
                .map(VIEW)
                .one();
    }

    /** The documents with these ids, in any order; of a long prompt its first {@value #PROMPT_HEAD} characters. */
    public Flux<DocumentView> of(String userId, List<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : sql.sql(HEADS + "coalesce(position, 0) as position " + PRESENT + "and id = any(:ids)")
                        .bind("user", userId)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .map(VIEW)
                        .all();
    }

    /** The tabs of a batch; empty if the user has no such batch. */
    public Mono<Tabs> tabs(String userId, UUID batchId) {
        return sql.sql("select " + Tabs.COLUMNS + Tabs.TABLES + """
                        where user_id = :user and id = :batch and announced and deleted_at is null
                        """)
                .bind("user", userId)
                .bind("batch", batchId)
                .mapProperties(Tabs.class)
                .one();
    }

    Flux<Listed> list(String userId, DocumentFilter filter, ListCursor after, int limit) {
        return order(filter).read(sql, rows(userId, filter), after, limit);
    }

    static Keyset order(DocumentFilter filter) {
        return new Keyset(filter.sort().key().keys(), filter.sort().descending());
    }

    static Keyset.Query<Listed> rows(String userId, DocumentFilter filter) {
        return new Keyset.Query<>(
                "select id " + IN_BATCH + conditions(filter),
                COLUMNS + "position from batch_documents join (%s) chosen using (id)\n",
                statement -> bound(statement, userId, filter),
                row -> new Listed(VIEW.apply(row), row.get("sort_name", String.class)));
    }

    /** How many there are, counted up to {@code most}. */
    Mono<Long> count(String userId, DocumentFilter filter, int most) {
        return bound(sql.sql(counting(filter)), userId, filter)
                .bind("most", most)
                .mapValue(Long.class)
                .one();
    }

    static String counting(DocumentFilter filter) {
        return "select count(*) from (select " + IN_BATCH + conditions(filter) + "limit :most) counted";
    }

    /** One status is compared as such: then an index has the documents of that status in their order. */
    private static String conditions(DocumentFilter filter) {
        String tab = filter.tab().status().isPresent() ? "and status = :tab\n" : "";
        return switch (filter.statuses().size()) {
            case 0 -> tab;
            case 1 -> tab + "and status = :status\n";
            default -> tab + "and status = any(:statuses)\n";
        };
    }

    static GenericExecuteSpec bound(GenericExecuteSpec statement, String userId, DocumentFilter filter) {
        GenericExecuteSpec bound = statement.bind("user", userId).bind("batch", filter.batchId());
        if (filter.tab().status().isPresent()) {
            bound = bound.bind("tab", filter.tab().status().orElseThrow());
        }
        return switch (filter.statuses().size()) {
            case 0 -> bound;
            case 1 -> bound.bind("status", filter.statuses().getFirst());
            default -> bound.bind("statuses", filter.statuses().toArray(String[]::new));
        };
    }
}
