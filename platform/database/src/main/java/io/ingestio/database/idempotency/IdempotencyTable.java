package io.ingestio.database.idempotency;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import reactor.core.publisher.Mono;

/** All SQL of {@code idempotency_keys}. Times are the database's. */
final class IdempotencyTable {

    private final DatabaseClient sql;

    IdempotencyTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** A key in use: what it was first used for, and the answer once there is one. */
    record Row(String fingerprint, @Nullable Answer answer) {}

    /** Claims the key if it is free, or if the lock of its holder expired without an answer. */
    Mono<Boolean> claim(String userId, String key, String fingerprint, UUID claim, Duration lock) {
        return sql.sql("""
                        insert into idempotency_keys as k (user_id, key, fingerprint, claim, locked_until)
                        values (:user, :key, :fingerprint, :claim, now() + make_interval(secs => :lock))
                        on conflict (user_id, key) do update
                            set claim = excluded.claim, locked_until = excluded.locked_until
                            where k.status is null and k.locked_until < now() and k.fingerprint = excluded.fingerprint
                        """)
                .bind("user", userId)
                .bind("key", key)
                .bind("fingerprint", fingerprint)
                .bind("claim", claim)
                .bind("lock", lock.toMillis() / 1000.0)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Row> find(String userId, String key) {
        return sql.sql("""
                        select fingerprint, status, location, body from idempotency_keys
                        where user_id = :user and key = :key
                        """)
                .bind("user", userId)
                .bind("key", key)
                .map(IdempotencyTable::row)
                .one();
    }

    /** Of a key in use. */
    enum State {
        /** Its request holds the lock. */
        RUNNING,
        ANSWERED,
        /** The lock of its request expired without an answer: the next request gets it. */
        EXPIRED
    }

    Mono<State> state(String userId, String key) {
        return sql.sql("""
                        select case when status is not null then 'ANSWERED' when locked_until < now() then 'EXPIRED'
                                    else 'RUNNING' end
                        from idempotency_keys where user_id = :user and key = :key
                        """)
                .bind("user", userId)
                .bind("key", key)
                .mapValue(String.class)
                .one()
                .map(State::valueOf);
    }

    /** Locks the key for longer; changes nothing once it is answered or claimed by another request. */
    Mono<Void> renew(String userId, String key, UUID claim, Duration lock) {
        return sql.sql("""
                        update idempotency_keys set locked_until = now() + make_interval(secs => :lock)
                        where user_id = :user and key = :key and claim = :claim and status is null
                        """)
                .bind("lock", lock.toMillis() / 1000.0)
                .bind("user", userId)
                .bind("key", key)
                .bind("claim", claim)
                .then();
    }

    /** Stores the answer if the claim still holds. */
    Mono<Boolean> complete(String userId, String key, UUID claim, Answer answer) {
        return sql.sql("""
                        update idempotency_keys set status = :status, location = :location, body = :body
                        where user_id = :user and key = :key and claim = :claim and status is null
                        """)
                .bind("status", answer.status())
                .bind("location", Parameter.fromOrEmpty(answer.location(), String.class))
                .bind("body", answer.body())
                .bind("user", userId)
                .bind("key", key)
                .bind("claim", claim)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> release(String userId, String key, UUID claim) {
        return sql.sql("""
                        delete from idempotency_keys
                        where user_id = :user and key = :key and claim = :claim and status is null
                        """)
                .bind("user", userId)
                .bind("key", key)
                .bind("claim", claim)
                .then();
    }

    Mono<Long> deleteOlderThan(Duration age, int limit) {
        return sql.sql("""
                        delete from idempotency_keys where (user_id, key) in (
                            select user_id, key from idempotency_keys
                            where created_at < now() - make_interval(secs => :age)
                              and locked_until < now() - make_interval(secs => :age)
                            order by created_at
                            limit :limit
                            for update skip locked)
                        """)
                .bind("age", (double) age.toSeconds())
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }

    private static Row row(Readable row) {
        Integer status = row.get("status", Integer.class);
        String fingerprint = row.get("fingerprint", String.class);
        String body = row.get("body", String.class);
        Answer answer =
                status == null || body == null ? null : new Answer(status, row.get("location", String.class), body);
        return new Row(fingerprint == null ? "" : fingerprint, answer);
    }
}
