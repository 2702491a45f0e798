package io.ingestio.orchestrator.document;

import static io.ingestio.database.Rows.column;
import static io.ingestio.database.Rows.instants;

import io.ingestio.orchestrator.document.Progress.Failure;
import io.ingestio.orchestrator.document.Progress.Result;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** All SQL that keeps {@code batch_documents} up to date. Joins the running transaction. */
@Component
public class DocumentTable {

    private final DatabaseClient sql;
    private final JsonMapper json;
    private final DocumentRows rows;

    DocumentTable(DatabaseClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
        this.rows = new DocumentRows(json);
    }

    public Mono<Map<UUID, Document>> find(Collection<UUID> ids) {
        return sql.sql("select * from batch_documents where id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(rows::document)
                .all()
                .collectMap(Document::id);
    }

    /** The documents of a batch, the deleted ones too. */
    public Mono<List<Document>> ofBatch(UUID batchId) {
        return sql.sql("select * from batch_documents where batch_id = :batch order by id")
                .bind("batch", batchId)
                .map(rows::document)
                .all()
                .collectList();
    }

    /** The batches of those documents that the user has. */
    public Mono<List<UUID>> batchesOf(String userId, Collection<UUID> ids) {
        return sql.sql("select distinct batch_id from batch_documents where user_id = :user and id = any(:ids)")
                .bind("user", userId)
                .bind("ids", ids.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .collectList();
    }

    /** A document is asked about this often: the last time after more than a day, when no job waits any more. */
    private static final int QUESTIONS = 8;

    /**
     * Open documents that have not moved for longer than {@code after}, the longest first, and marks them: each is found again only when
     * it has waited for twice as long, so that jobs in a long queue cost few questions, and at most {@value #QUESTIONS} times. Joins the
     * running transaction.
     */
    public Mono<List<Document>> claimStalled(Duration after, int limit) {
        return sql.sql("""
                        update batch_documents set ask_at = now() + (now() - moved_at), asked = asked + 1
                        where id in (select id from batch_documents
                                     where status in ('uploaded', 'processing') and deleted_at is null
                                       and ask_at < now() - make_interval(secs => :after) and asked < :questions
                                     order by ask_at limit :limit for update skip locked)
                        returning *
                        """)
                .bind("after", after.toMillis() / 1000.0)
                .bind("questions", QUESTIONS)
                .bind("limit", limit)
                .map(rows::document)
                .all()
                .collectList();
    }

    /** Open documents that were asked about as often as possible, and have not moved for as long again. */
    public Mono<List<Document>> lost(Duration after, int limit) {
        return sql.sql("""
                        select * from batch_documents
                        where status in ('uploaded', 'processing') and deleted_at is null
                          and ask_at < now() - make_interval(secs => :after) and asked >= :questions
                        order by ask_at limit :limit
                        """)
                .bind("after", after.toMillis() / 1000.0)
                .bind("questions", QUESTIONS)
                .bind("limit", limit)
                .map(rows::document)
                .all()
                .collectList();
    }

    /** Whether {@link #claimStalled} or {@link #lost} would find one. */
    public Mono<Boolean> isAnyStalled(Duration after) {
        return sql.sql("""
                        select exists (select from batch_documents
                                       where status in ('uploaded', 'processing') and deleted_at is null
                                         and ask_at < now() - make_interval(secs => :after))
                        """)
                .bind("after", after.toMillis() / 1000.0)
                .mapValue(Boolean.class)
                .one();
    }

    /** Writes documents as they are now. The caller holds the lock of their batches. */
    public Mono<Void> save(List<Document> documents) {
        if (documents.isEmpty()) {
            return Mono.empty();
        }
        return sql.sql("""
                        insert into batch_documents (id, batch_id, user_id, position, filename, mime_type, size_bytes, pages,
                                                     run, status, error_code, error_message, prompt, document_type, model,
                                                     finished_at, summary, object_key, prompt_strategy, requested_prompt,
                                                     requested_type, schema, concurrent_documents, review_number,
                                                     review_run, review_edit, review_confirmed, review_summary, deleted_at)
                        select * from unnest(:ids, :batches, :users, :positions, :filenames, :types, :sizes, :pages,
                                             :runs, :statuses, :codes, :messages, :prompts, :documentTypes, :models,
                                             :finishedAt, :summaries, :keys, :strategies, :requestedPrompts, :requestedTypes,
                                             :schemas, :limits, :reviewNumbers, :reviewRuns, :reviewEdits, :reviewConfirmed,
                                             :reviewSummaries, :deletedAt)
                        on conflict (id) do update
                        set position = excluded.position, filename = excluded.filename, mime_type = excluded.mime_type,
                            size_bytes = excluded.size_bytes, pages = excluded.pages, run = excluded.run,
                            status = excluded.status, error_code = excluded.error_code,
                            error_message = excluded.error_message, prompt = excluded.prompt,
                            document_type = excluded.document_type, model = excluded.model,
                            finished_at = excluded.finished_at, summary = excluded.summary, object_key = excluded.object_key,
                            prompt_strategy = excluded.prompt_strategy, requested_prompt = excluded.requested_prompt,
                            requested_type = excluded.requested_type, schema = excluded.schema,
                            concurrent_documents = excluded.concurrent_documents, review_number = excluded.review_number,
                            review_run = excluded.review_run, review_edit = excluded.review_edit,
                            review_confirmed = excluded.review_confirmed, review_summary = excluded.review_summary,
                            deleted_at = excluded.deleted_at,
                            moved_at = case when (batch_documents.run, batch_documents.status)
                                                 is distinct from (excluded.run, excluded.status)
                                            then now() else batch_documents.moved_at end,
                            ask_at = case when (batch_documents.run, batch_documents.status)
                                               is distinct from (excluded.run, excluded.status)
                                          then now() else batch_documents.ask_at end,
                            asked = case when (batch_documents.run, batch_documents.status)
                                              is distinct from (excluded.run, excluded.status)
                                         then 0 else batch_documents.asked end
                        """)
                .bind("ids", column(documents, Document::id, UUID.class))
                .bind("batches", column(documents, Document::batchId, UUID.class))
                .bind("users", column(documents, Document::userId, String.class))
                .bind(
                        "positions",
                        column(documents, document -> document.facts().position(), Integer.class))
                .bind(
                        "filenames",
                        column(documents, document -> document.facts().filename(), String.class))
                .bind("types", column(documents, document -> document.facts().mimeType(), String.class))
                .bind("sizes", column(documents, document -> document.facts().sizeBytes(), Long.class))
                .bind("pages", column(documents, document -> document.facts().pages(), Integer.class))
                .bind("runs", column(documents, document -> document.progress().run(), Integer.class))
                .bind("statuses", column(documents, Document::statusName, String.class))
                .bind("codes", column(documents, failure(Failure::code), String.class))
                .bind("messages", column(documents, failure(Failure::message), String.class))
                .bind(
                        "prompts",
                        column(documents, document -> document.progress().prompt(), String.class))
                .bind("documentTypes", column(documents, result(Result::documentType), String.class))
                .bind("models", column(documents, result(Result::model), String.class))
                .bind(
                        "finishedAt",
                        instants(documents, document -> document.progress().finishedAt()))
                .bind("summaries", column(documents, result(this::summary), String.class))
                .bind("keys", column(documents, source(Source::objectKey), String.class))
                .bind("strategies", column(documents, source(Source::promptStrategy), String.class))
                .bind("requestedPrompts", column(documents, source(Source::prompt), String.class))
                .bind("requestedTypes", column(documents, source(Source::documentType), String.class))
                .bind("schemas", column(documents, source(Source::schema), String.class))
                .bind("limits", column(documents, source(Source::concurrentDocuments), Integer.class))
                .bind("reviewNumbers", column(documents, review(Review::number), Integer.class))
                .bind("reviewRuns", column(documents, review(Review::run), Integer.class))
                .bind("reviewEdits", column(documents, review(Review::edit), Integer.class))
                .bind("reviewConfirmed", column(documents, review(Review::confirmed), Boolean.class))
                .bind("reviewSummaries", column(documents, review(this::summary), String.class))
                .bind("deletedAt", instants(documents, Document::deletedAt))
                .then();
    }

    private static <T> Function<Document, @Nullable T> result(Function<Result, ? extends @Nullable T> value) {
        return document -> {
            Result result = document.progress().result();
            return result == null ? null : value.apply(result);
        };
    }

    private static <T> Function<Document, @Nullable T> failure(Function<Failure, ? extends @Nullable T> value) {
        return document -> {
            Failure failure = document.progress().failure();
            return failure == null ? null : value.apply(failure);
        };
    }

    private String summary(Result result) {
        return json.writeValueAsString(result.summary());
    }

    private static <T> Function<Document, @Nullable T> review(Function<Review, ? extends @Nullable T> value) {
        return document -> value.apply(document.review());
    }

    private @Nullable String summary(Review review) {
        return review.summary() == null ? null : json.writeValueAsString(review.summary());
    }

    /** A value of the source; null for documents without one. */
    private static <T> Function<Document, @Nullable T> source(Function<Source, ? extends @Nullable T> value) {
        return document -> {
            Source source = document.facts().source();
            return source == null ? null : value.apply(source);
        };
    }
}
