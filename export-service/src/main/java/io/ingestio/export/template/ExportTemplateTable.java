package io.ingestio.export.template;

import io.ingestio.http.list.Cursor;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code export_templates}. */
@Component
class ExportTemplateTable {

    private static final String COLUMNS =
            "select id, name, columns::text as columns, created_at, updated_at from export_templates where user_id = :user ";

    private final DatabaseClient sql;

    ExportTemplateTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** @param columns as JSON */
    record Row(UUID id, String name, String columns, Instant createdAt, Instant updatedAt) {}

    /** Until the end of the transaction no other one counts or adds templates of this user. */
    Mono<Integer> lockAndCount(String userId) {
        return sql.sql("select pg_advisory_xact_lock(hashtextextended('export templates of ' || :user, 0))")
                .bind("user", userId)
                .then()
                .then(sql.sql("select count(*)::int from export_templates where user_id = :user")
                        .bind("user", userId)
                        .mapValue(Integer.class)
                        .one());
    }

    Mono<Row> insert(UUID id, String userId, String name, String columns) {
        return sql.sql("""
                        insert into export_templates (id, user_id, name, columns) values (:id, :user, :name, :columns::json)
                        returning id, name, columns::text as columns, created_at, updated_at
                        """)
                .bind("id", id)
                .bind("user", userId)
                .bind("name", name)
                .bind("columns", columns)
                .mapProperties(Row.class)
                .one();
    }

    /** Empty if there is none. */
    Mono<Row> update(UUID id, String userId, String name, String columns) {
        return sql.sql("""
                        update export_templates set name = :name, columns = :columns::json, updated_at = now()
                        where id = :id and user_id = :user
                        returning id, name, columns::text as columns, created_at, updated_at
                        """)
                .bind("id", id)
                .bind("user", userId)
                .bind("name", name)
                .bind("columns", columns)
                .mapProperties(Row.class)
                .one();
    }

    Mono<Boolean> delete(UUID id, String userId) {
        return sql.sql("delete from export_templates where id = :id and user_id = :user")
                .bind("id", id)
                .bind("user", userId)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
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
