package io.ingestio.usage.quota;

import io.ingestio.usage.plan.TierTable;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is read of {@code accounts}; they change only through {@link ReservationTable}. */
@Component
public class AccountTable {

    private final DatabaseClient sql;

    AccountTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** There is one for every user, known or not. */
    public Mono<Allowance> allowance(String userId) {
        return sql.sql("""
                        select t.name, t.may_batch, t.pages_per_period, t.documents_per_batch, t.concurrent_documents,
                               t.max_file_bytes, coalesce(a.used, 0) as used, coalesce(a.reserved, 0) as reserved,
                               billing_period() as period_start,
                               (billing_period() + interval '1 month')::date as period_end
                        from tiers t
                        left join accounts a on a.user_id = :user and a.period = billing_period()
                        where t.name = tier_of(:user)
                        """)
                .bind("user", userId)
                .map(row -> new Allowance(
                        TierTable.tier(row),
                        row.get("used", Long.class),
                        row.get("reserved", Long.class),
                        row.get("period_start", LocalDate.class),
                        row.get("period_end", LocalDate.class)))
                .one();
    }
}
