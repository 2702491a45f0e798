package io.ingestio.upload.draft;

import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code drafts}. Joins the running transaction; the draft is locked before its files are written. */
@Component
public class DraftTable {

    private static final String COLUMNS = """
            select id, user_id, name, prompt_strategy, global_prompt, schema, max_file_bytes, created_at, expires_at,
                   answer_status, answer_body
            from drafts where id = :id and user_id = :user
            """;

    private final DatabaseClient sql;

    DraftTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** A draft to be deleted. */
    record Expired(UUID id, String userId) {}

    /** Open ones of the user; calls of one user come one after the other until their transactions end. */
    Mono<Long> countOpen(String userId) {
        return sql.sql("select pg_advisory_xact_lock(hashtextextended('drafts of ' || :user, 0))")
                .bind("user", userId)
                .then()
                .then(sql.sql("select count(*) from drafts where user_id = :user and answer_status is null")
                        .bind("user", userId)
                        .mapValue(Long.class)
                        .one());
    }

    Mono<Void> insert(Draft draft) {
        return sql.sql("""
                        insert into drafts (id, user_id, name, prompt_strategy, global_prompt, schema, max_file_bytes,
                                            created_at, expires_at)
                        values (:id, :user, :name, :strategy, :prompt, :schema, :maxFileBytes, :created, :expires)
                        """)
                .bind("id", draft.id())
                .bind("user", draft.userId())
                .bind("name", Parameter.fromOrEmpty(draft.name(), String.class))
                .bind("strategy", draft.promptStrategy())
                .bind("prompt", Parameter.fromOrEmpty(draft.globalPrompt(), String.class))
                .bind("schema", Parameter.fromOrEmpty(draft.schema(), String.class))
                .bind("maxFileBytes", draft.maxFileBytes())
                .bind("created", draft.createdAt())
                .bind("expires", draft.expiresAt())
                .then();
    }

    public Mono<Draft> find(String userId, UUID id) {
        return one(COLUMNS, userId, id);
    }

    /** Nothing submits or discards the draft until the transaction ends; its files may still change. */
    public Mono<Draft> hold(String userId, UUID id) {
        return one(COLUMNS + "for share", userId, id);
    }

    /** Nothing else changes the draft or its files until the transaction ends. */
    Mono<Draft> lock(String userId, UUID id) {
        return one(COLUMNS + "for update", userId, id);
    }

    private Mono<Draft> one(String statement, String userId, UUID id) {
        return sql.sql(statement)
                .bind("id", id)
                .bind("user", userId)
                .mapProperties(Draft.class)
                .one();
    }

    /** The draft is submitted; its answer stays for a while. */
    Mono<Void> answer(UUID id, int status, String body, Duration kept) {
        return sql.sql("""
                        update drafts set answer_status = :status, answer_body = :body,
                                          expires_at = now() + make_interval(secs => :kept)
                        where id = :id
                        """)
                .bind("status", status)
                .bind("body", body)
                .bind("kept", (double) kept.toSeconds())
                .bind("id", id)
                .then();
    }

    Flux<Expired> expired(int limit) {
        return sql.sql("select id, user_id from drafts where expires_at < now() order by expires_at limit :limit")
                .bind("limit", limit)
                .mapProperties(Expired.class)
                .all();
    }

    /** With its files and parts. */
    Mono<Void> delete(UUID id) {
        return sql.sql("delete from drafts where id = :id").bind("id", id).then();
    }
}
