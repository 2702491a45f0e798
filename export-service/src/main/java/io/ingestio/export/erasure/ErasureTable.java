package io.ingestio.export.erasure;

import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code erasures}, and the deletion of a user's rows in the other tables. Times are the database's. */
@Component
class ErasureTable {

    private final DatabaseClient sql;

    ErasureTable(DatabaseClient sql) {
        this.sql = sql;
    }

    Mono<Void> request(String userId) {
        return sql.sql("""
                        insert into erasures (user_id) values (:user)
                        on conflict (user_id) do update set requested_at = now(), next_pass_at = now()
                        """).bind("user", userId).then();
    }

    /** The user whose next pass is due first; empty if none is. */
    Mono<String> due() {
        return sql.sql("select user_id from erasures where next_pass_at <= now() order by next_pass_at limit 1")
                .mapValue(String.class)
                .one();
    }

    /** Deletes up to {@code limit} rows of each table; returns how many in all. */
    Mono<Long> deleteRows(String userId, int limit) {
        return Flux.just("extracted_data", "batch_ends", "idempotency_keys")
                .concatMap(table -> sql.sql("""
                                delete from %1$s where ctid in
                                    (select ctid from %1$s where user_id = :user limit :limit)
                                """.formatted(table))
                        .bind("user", userId)
                        .bind("limit", limit)
                        .fetch()
                        .rowsUpdated())
                .reduce(0L, Long::sum);
    }

    Mono<Void> passAgainIn(String userId, Duration wait) {
        return sql.sql("""
                        update erasures set next_pass_at = now() + make_interval(secs => :wait) where user_id = :user
                        """)
                .bind("wait", (double) wait.toSeconds())
                .bind("user", userId)
                .then();
    }

    Mono<Void> deleteOlderThan(Duration age) {
        return sql.sql("delete from erasures where requested_at < now() - make_interval(secs => :age)")
                .bind("age", (double) age.toSeconds())
                .then();
    }
}
