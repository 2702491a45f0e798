package io.ingestio.upload.store;

import java.time.Duration;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code object_intents}. Times are the database's. */
@Component
class IntentTable {

    private final DatabaseClient sql;

    IntentTable(DatabaseClient sql) {
        this.sql = sql;
    }

    Mono<Void> insert(String userId, String key) {
        return sql.sql("insert into object_intents (object_key, user_id) values (:key, :user)")
                .bind("key", key)
                .bind("user", userId)
                .then();
    }

    /** Of objects that a row names now, and none will. */
    Mono<Void> insertAbandoned(String userId, List<String> keys) {
        return sql.sql("""
                        insert into object_intents (object_key, user_id, abandoned_at)
                        select key, :user, now() from unnest(:keys) key
                        on conflict (object_key) do update set abandoned_at = now()
                        """)
                .bind("user", userId)
                .bind("keys", keys.toArray(String[]::new))
                .then();
    }

    /** @return how many there were that had not been abandoned */
    Mono<Long> end(List<String> keys) {
        return sql.sql("delete from object_intents where object_key = any(:keys) and abandoned_at is null")
                .bind("keys", keys.toArray(String[]::new))
                .fetch()
                .rowsUpdated();
    }

    Mono<Void> abandon(List<String> keys) {
        return sql.sql("""
                        update object_intents set abandoned_at = now() where object_key = any(:keys) and abandoned_at is null
                        """).bind("keys", keys.toArray(String[]::new)).then();
    }

    /** Those that did not end in time. */
    Mono<Long> abandonOlderThan(Duration age, int limit) {
        return sql.sql("""
                        update object_intents set abandoned_at = now() where object_key in (
                            select object_key from object_intents
                            where abandoned_at is null and created_at < now() - make_interval(secs => :age)
                            order by created_at limit :limit for update skip locked)
                        """)
                .bind("age", seconds(age))
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }

    /** Abandoned ones whose objects are to be deleted now: the first time at once, the second time after the pause. */
    Flux<String> toDelete(Duration pause, int limit) {
        return sql.sql("""
                        select object_key from object_intents
                        where abandoned_at is not null
                          and (deleted_at is null or deleted_at < now() - make_interval(secs => :pause))
                          and (retry_at is null or retry_at < now())
                        order by abandoned_at limit :limit
                        """)
                .bind("pause", seconds(pause))
                .bind("limit", limit)
                .mapValue(String.class)
                .all();
    }

    /** After the second deletion the row is deleted, too. */
    Mono<Void> deleted(String key) {
        return sql.sql("""
                        with second as (delete from object_intents where object_key = :key and deleted_at is not null)
                        update object_intents set deleted_at = now() where object_key = :key and deleted_at is null
                        """).bind("key", key).then();
    }

    Mono<Void> postpone(String key, Duration wait) {
        return sql.sql("""
                        update object_intents set retry_at = now() + make_interval(secs => :wait) where object_key = :key
                        """).bind("wait", seconds(wait)).bind("key", key).then();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
