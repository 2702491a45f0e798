package io.ingestio.usage.ledger;

import io.ingestio.usage.ledger.Breakdown.Cell;
import io.ingestio.usage.ledger.Breakdown.Charges;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Charges of the ledger, counted by day and document type. */
@Component
class BreakdownTable {

    private final DatabaseClient sql;

    BreakdownTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * @param borders of the days, one more than there are days
     */
    Flux<Cell> cells(String userId, Instant[] borders) {
        OffsetDateTime[] starts = Arrays.stream(borders)
                .map(border -> border.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return sql.sql("""
                        select width_bucket(l.at, :borders) as day, r.document_type, count(*) as documents,
                               sum(l.used_change + l.credits_used_change) as pages, sum(l.credits_used_change) as credit_pages
                        from ledger l join reservations r on r.id = l.reservation_id
                        where l.user_id = :user and l.kind = 'commit' and l.at >= :first and l.at < :last
                        group by 1, 2
                        """)
                .bind("borders", starts)
                .bind("user", userId)
                .bind("first", borders[0])
                .bind("last", borders[borders.length - 1])
                .map(row -> new Cell(
                        row.get("day", Integer.class),
                        row.get("document_type", String.class),
                        new Charges(
                                row.get("documents", Long.class),
                                row.get("pages", Long.class),
                                row.get("credit_pages", Long.class))))
                .all();
    }
}
