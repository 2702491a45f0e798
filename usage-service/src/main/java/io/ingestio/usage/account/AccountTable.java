package io.ingestio.usage.account;

import static java.util.Objects.requireNonNullElse;

import io.ingestio.usage.plan.TierTable;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads of {@code accounts}; they change only by the functions of {@code R__ledger.sql}. */
@Component
public class AccountTable {

    private final DatabaseClient sql;

    AccountTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Every user has one, known or not. */
    public Mono<Allowance> allowance(String userId) {
        return sql.sql("select " + TierTable.COLUMNS + """
                             , coalesce(a.used, 0) as used, coalesce(a.reserved, 0) as reserved,
                               case when a.day >= (now() at time zone 'UTC')::date then a.day_pages else 0 end as today,
                               coalesce(c.balance, 0) as credit_balance, coalesce(c.reserved, 0) as credit_reserved,
                               p.starts, p.ends
                        from tiers t
                        cross join period_of(:user) p
                        left join accounts a on a.user_id = :user and a.period = p.starts
                        left join credits c on c.user_id = :user
                        where t.name = tier_of(:user)
                        """)
                .bind("user", userId)
                .map(row -> new Allowance(
                        TierTable.tier(row),
                        row.get("used", Long.class),
                        row.get("reserved", Long.class),
                        requireNonNullElse(row.get("today", Long.class), 0L),
                        new Allowance.Credits(
                                row.get("credit_balance", Long.class), row.get("credit_reserved", Long.class)),
                        row.get("starts", Instant.class),
                        row.get("ends", Instant.class)))
                .one();
    }

    /** Records that a document of the running period was refused for lack of pages; empty if that was recorded before. */
    public Mono<Instant> markExhausted(String userId) {
        return sql.sql("""
                        update accounts set exhausted_at = now()
                        from period_of(:user) p
                        where user_id = :user and period = p.starts and exhausted_at is null
                        returning p.ends
                        """)
                .bind("user", userId)
                .map(row -> row.get("ends", Instant.class))
                .one();
    }

    /** An account of a period. */
    public record Key(String userId, Instant period) {}

    /** Accounts of ended periods that can be closed. No period is shorter than 28 days, except one that a new one cut short. */
    public Flux<Key> ended(int limit) {
        return sql.sql("""
                        select a.user_id, a.period
                        from accounts a cross join lateral period_of(a.user_id) p
                        where a.closed_at is null and a.reserved = 0
                          and a.period <= now() - interval '28 days' and a.period < p.starts
                        limit :limit
                        """).bind("limit", limit).mapProperties(Key.class).all();
    }

    /** Answers 1 if this call closed the account. */
    public Mono<Long> close(Key account) {
        return sql.sql("""
                        update accounts set closed_at = now()
                        where user_id = :userId and period = :period and closed_at is null and reserved = 0
                        """).bindProperties(account).fetch().rowsUpdated();
    }
}
