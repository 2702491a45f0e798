package io.ingestio.usage.ledger;

import io.ingestio.usage.ledger.LedgerApi.Entry;
import io.ingestio.usage.ledger.LedgerApi.Period;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What users read of {@code ledger} and of the sums of its periods. */
@Component
class LedgerTable {

    private final DatabaseClient sql;

    LedgerTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Newest first, before an entry. */
    Flux<Entry> entries(String userId, long before, int limit) {
        return sql.sql("""
                        select l.id, l.at, l.kind, l.period, r.document_id, r.run, l.used_change, l.reserved_change,
                               l.credits_used_change, l.credits_reserved_change, l.late
                        from ledger l join reservations r on r.id = l.reservation_id
                        where l.user_id = :user and l.id < :before
                        order by l.id desc
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("before", before)
                .bind("limit", limit)
                .map(row -> new Entry(
                        row.get("id", Long.class),
                        row.get("at", Instant.class),
                        row.get("kind", String.class),
                        row.get("period", Instant.class),
                        row.get("document_id", UUID.class),
                        row.get("run", Integer.class),
                        row.get("used_change", Integer.class),
                        row.get("reserved_change", Integer.class),
                        row.get("credits_used_change", Integer.class),
                        row.get("credits_reserved_change", Integer.class),
                        row.get("late", Boolean.class)))
                .all();
    }

    /** Newest first, those that began before an instant in milliseconds. */
    Flux<Period> periods(String userId, long before, int limit) {
        return sql.sql("""
                        select period, used, reserved, closed_at is not null as closed
                        from accounts
                        where user_id = :user and period < to_timestamp(:before / 1000.0)
                        order by period desc
                        limit :limit
                        """)
                .bind("user", userId)
                .bind("before", before)
                .bind("limit", limit)
                .map(row -> new Period(
                        row.get("period", Instant.class),
                        row.get("used", Long.class),
                        row.get("reserved", Long.class),
                        row.get("closed", Boolean.class)))
                .all();
    }
}
