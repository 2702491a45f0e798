package io.ingestio.usage.stripe;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code payment_attempts}. */
@Component
public class AttemptTable {

    /** In the metadata of a checkout session: the attempt that it is for. */
    public static final String METADATA = "attempt_id";

    private final DatabaseClient sql;

    AttemptTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Begins an attempt, or begins it again after it failed. */
    public Mono<Void> begin(UUID id, String userId, String kind, String priceId) {
        return sql.sql("""
                        insert into payment_attempts as a (id, user_id, kind, price_id) values (:id, :user, :kind, :price)
                        on conflict (id) do update set status = 'initiated', error_code = null, ended_at = null
                            where a.status = 'failed'
                        """)
                .bind("id", id)
                .bind("user", userId)
                .bind("kind", kind)
                .bind("price", priceId)
                .then();
    }

    public Mono<Void> opened(UUID id, String sessionId) {
        return sql.sql("update payment_attempts set session_id = :session where id = :id")
                .bind("session", sessionId)
                .bind("id", id)
                .then();
    }

    /** Stripe did not open a session for it. */
    public Mono<Void> refused(UUID id, String errorCode) {
        return sql.sql("""
                        update payment_attempts set status = 'failed', error_code = :error, ended_at = clock_timestamp()
                        where id = :id and status = 'initiated' and session_id is null
                        """).bind("error", errorCode).bind("id", id).then();
    }

    /**
     * Ends an attempt as its checkout did. A success is final; of other ends the first counts, unless a payment arrives later.
     *
     * @param id     from the session's metadata; null for a session that was not opened here
     * @param status succeeded, failed or cancelled
     */
    public Mono<Void> end(@Nullable UUID id, String sessionId, String status) {
        return sql.sql("""
                        update payment_attempts set status = :status, session_id = :session, ended_at = clock_timestamp()
                        where (id = :id or session_id = :session)
                          and (status = 'initiated' or (status <> 'succeeded' and :status = 'succeeded'))
                        """)
                .bind("status", status)
                .bind("session", sessionId)
                .bind("id", Parameter.fromOrEmpty(id, UUID.class))
                .then();
    }
}
