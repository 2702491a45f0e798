package io.ingestio.usage.admin;

import io.ingestio.http.list.Cursor;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of {@code admin_actions}. */
@Component
class AdminActionTable {

    private final DatabaseClient sql;
    private final JsonMapper json;

    AdminActionTable(DatabaseClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * @param outcome done, or refused: the caller was no administrator
     * @param target  null where refused; the action names the path
     */
    record Row(
            UUID id,
            String actor,
            String action,
            @Nullable String target,
            @Nullable String reason,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            String outcome,
            Instant at) {}

    Mono<Void> insert(AdminAction done) {
        return sql.sql("""
                        insert into admin_actions (actor, action, target, reason, before, after, outcome)
                        values (:actor, :action, :target, :reason, :before::jsonb, :after::jsonb, 'done')
                        """)
                .bind("actor", done.actor())
                .bind("action", done.action())
                .bind("target", done.target())
                .bind("reason", done.reason())
                .bind("before", written(done.before()))
                .bind("after", written(done.after()))
                .then();
    }

    /** Records a refused call, at most this many per caller and minute. Answers whether it was recorded. */
    Mono<Boolean> noteRefused(String actor, String action, int perMinute) {
        return sql.sql("select note_refused_action(:actor, :action, :perMinute)")
                .bind("actor", actor)
                .bind("action", action)
                .bind("perMinute", perMinute)
                .map(row -> row.get(0, Boolean.class))
                .one();
    }

    /** Newest first, after the cursor. */
    Flux<Row> list(@Nullable String target, Cursor after, int limit) {
        return sql.sql("""
                        select id, actor, action, target, reason, before::text, after::text, outcome, at
                        from admin_actions
                        where (at, id) < (:at, :id) and (:target::text is null or target = :target)
                        order by at desc, id desc
                        limit :limit
                        """)
                .bind("at", after.createdAt())
                .bind("id", after.id())
                .bind("target", Parameter.fromOrEmpty(target, String.class))
                .bind("limit", limit)
                .map(this::row)
                .all();
    }

    private Row row(Readable row) {
        return new Row(
                row.get("id", UUID.class),
                row.get("actor", String.class),
                row.get("action", String.class),
                row.get("target", String.class),
                row.get("reason", String.class),
                read(row.get("before", String.class)),
                read(row.get("after", String.class)),
                row.get("outcome", String.class),
                row.get("at", Instant.class));
    }

    private Parameter written(@Nullable Object value) {
        return Parameter.fromOrEmpty(value == null ? null : json.writeValueAsString(value), String.class);
    }

    private @Nullable JsonNode read(@Nullable String value) {
        return value == null ? null : json.readTree(value);
    }
}
