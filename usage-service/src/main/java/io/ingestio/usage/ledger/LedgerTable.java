package io.ingestio.usage.ledger;

import io.ingestio.usage.ledger.LedgerApi.Entry;
import io.ingestio.usage.ledger.LedgerApi.Period;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reads of {@code ledger} and of the sums of its periods, for users. */
@Component
class LedgerTable {

    private final DatabaseClient sql;

    LedgerTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Newest first, before an entry. */
    Flux<Entry> entries(String userId, long before, int limit) {
        return sql.sql("""
                        select l.id, l.at, l.kind, l.period as period_start, r.document_id, r.run, l.used_change as used,
                               l.reserved_change as reserved, l.credits_used_change as credits_used,
                               l.credits_reserved_change as credits_reserved, l.late
                        from ledger l join reservations r on r.id = l.reservation_id
                        where l.user_id = :user and l.id < :before
                        order by l.id desc
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("before", before)
                .bind("limit", limit)
                .mapProperties(Entry.class)
                .all();
    }

    /** Newest first, those that began before an instant in milliseconds. */
    Flux<Period> periods(String userId, long before, int limit) {
        return sql.sql("""
                        select period as period_start, used as pages_used, reserved as pages_reserved,
                               closed_at is not null as closed
                        from accounts
                        where user_id = :user and period < to_timestamp(:before / 1000.0)
                        order by period desc
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("before", before)
                .bind("limit", limit)
                .mapProperties(Period.class)
                .all();
    }
}
