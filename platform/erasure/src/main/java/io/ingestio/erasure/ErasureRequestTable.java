package io.ingestio.erasure;

import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** All SQL of {@code erasures}. Times are the database's. */
final class ErasureRequestTable {

    private final DatabaseClient sql;

    ErasureRequestTable(DatabaseClient sql) {
        this.sql = sql;
    }

    Mono<Void> request(String userId) {
        return sql.sql("""
                        insert into erasures (user_id) values (:user)
                        on conflict (user_id) do update set requested_at = now(), next_pass_at = now(), emptied_at = null
                        """).bind("user", userId).then();
    }

    Mono<Boolean> isRequested(String userId) {
        return sql.sql("select exists (select from erasures where user_id = :user)")
                .bind("user", userId)
                .mapValue(Boolean.class)
                .one();
    }

    Mono<Erasure> find(String userId) {
        return sql.sql("select requested_at, emptied_at, next_pass_at from erasures where user_id = :user")
                .bind("user", userId)
                .mapProperties(Erasure.class)
                .one();
    }

    /** The user whose next pass is due first, hidden from other calls for a while; empty if none is due. */
    Mono<String> claim(Duration hidden) {
        return sql.sql("""
                        update erasures set next_pass_at = now() + make_interval(secs => :hidden)
                        where user_id = (select user_id from erasures where next_pass_at <= now()
                                         order by next_pass_at limit 1 for update skip locked)
                        returning user_id
                        """)
                .bind("hidden", (double) hidden.toSeconds())
                .mapValue(String.class)
                .one();
    }

    /** The pass continues after those of the other users that are due. */
    Mono<Void> continuePass(String userId) {
        return sql.sql("update erasures set next_pass_at = now(), emptied_at = null where user_id = :user")
                .bind("user", userId)
                .then();
    }

    /** The next pass comes after as long as the erasure has lasted, within the bounds: most late events come early. */
    Mono<Void> endPass(String userId, Duration least, Duration most) {
        return sql.sql("""
                        update erasures
                        set emptied_at = coalesce(emptied_at, now()),
                            next_pass_at = now() + least(greatest(now() - requested_at, make_interval(secs => :least)),
                                                         make_interval(secs => :most))
                        where user_id = :user
                        """)
                .bind("least", (double) least.toSeconds())
                .bind("most", (double) most.toSeconds())
                .bind("user", userId)
                .then();
    }

    Mono<Void> deleteOlderThan(Duration age) {
        return sql.sql("delete from erasures where requested_at < now() - make_interval(secs => :age)")
                .bind("age", (double) age.toSeconds())
                .then();
    }
}
