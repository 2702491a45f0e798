package io.ingestio.usage.credit;

import io.ingestio.http.list.Cursor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All SQL of {@code credits} and {@code credit_transactions} outside the ledger. They change by {@code change_credits} of {@code
 * R__ledger.sql}, one call.
 */
@Component
public class CreditTable {

    private final DatabaseClient sql;

    CreditTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * @param balance after the call
     * @param pages   by which the balance changed: less than requested where only a part could be removed
     */
    public record Result(State state, long balance, long pages) {}

    public enum State {
        CHANGED,
        /** This source was counted before. */
        KNOWN,
        /** Fewer pages are free than were to be removed. */
        INSUFFICIENT
    }

    /** Joins the running transaction of the service, or is one of its own. */
    public Mono<Result> change(CreditChange change) {
        return sql.sql("""
                        select upper(now_state) as state, now_balance as balance, changed as pages
                        from change_credits(:user, :kind, :pages, :source, :partly, :amount, :currency, :actor, :reason)
                        """)
                .bind("user", change.userId())
                .bind("kind", change.kind().wireName())
                .bind("pages", change.pages())
                .bind("source", change.source())
                .bind("partly", change.partly())
                .bind("amount", Parameter.fromOrEmpty(change.amountCents(), Long.class))
                .bind("currency", Parameter.fromOrEmpty(change.currency(), String.class))
                .bind("actor", Parameter.fromOrEmpty(change.actor(), String.class))
                .bind("reason", Parameter.fromOrEmpty(change.reason(), String.class))
                .mapProperties(Result.class)
                .one();
    }

    /**
     * @param reserved of the balance, reserved for documents being processed
     * @param left     of the balance, free to be used or removed
     */
    record Balance(long balance, long reserved, long left) {}

    /** Acquires the lock of the user's pages until commit. */
    Mono<Void> lock(String userId) {
        return sql.sql("select lock_pages_of(:user)")
                .bind("user", userId)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Empty for a user without credits. */
    Mono<Balance> balance(String userId) {
        return sql.sql("select balance, reserved, balance - reserved as left from credits where user_id = :user")
                .bind("user", userId)
                .mapProperties(Balance.class)
                .one();
    }

    /**
     * One change of a balance as its user sees it, without actor and source.
     *
     * @param kind      purchase, usage, refund, bonus or adjustment
     * @param pages     added, or removed where negative
     * @param shortfall what a refund could not remove, because it was used
     */
    record Transaction(
            UUID id,
            String kind,
            long pages,
            long balanceAfter,
            long shortfall,
            @Nullable Long amountCents,
            @Nullable String currency,
            @Nullable String reason,
            Instant createdAt) {}

    /** Newest first, after the cursor. */
    Flux<Transaction> transactions(String userId, Cursor after, int limit) {
        return sql.sql("""
                        select id, kind, pages, balance_after, shortfall, amount_cents, currency, reason, created_at
                        from credit_transactions
                        where user_id = :user and (created_at, id) < (:at, :id)
                        order by created_at desc, id desc
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("at", after.createdAt())
                .bind("id", after.id())
                .bind("limit", limit)
                .mapProperties(Transaction.class)
                .all();
    }
}
