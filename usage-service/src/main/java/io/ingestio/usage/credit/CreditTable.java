package io.ingestio.usage.credit;

import java.util.Locale;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What changes {@code credits} and {@code credit_transactions} from outside the ledger: {@code V4__credits.sql}, one call. */
@Component
public class CreditTable {

    private final DatabaseClient sql;

    CreditTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * @param state   changed, known (this source was counted before) or insufficient
     * @param balance after it
     * @param pages   by which the balance changed: less than asked for where only a part could be taken
     */
    public record Changed(String state, long balance, long pages) {}

    /** Joins the running transaction of the service, or is one of its own. */
    public Mono<Changed> change(CreditChange change) {
        return sql.sql("""
                        select now_state, now_balance, changed
                        from change_credits(:user, :kind, :pages, :source, :partly, :amount, :currency, :actor, :reason)
                        """)
                .bind("user", change.userId())
                .bind("kind", change.kind().name().toLowerCase(Locale.ROOT))
                .bind("pages", change.pages())
                .bind("source", change.source())
                .bind("partly", change.partly())
                .bind("amount", Parameter.fromOrEmpty(change.amountCents(), Long.class))
                .bind("currency", Parameter.fromOrEmpty(change.currency(), String.class))
                .bind("actor", Parameter.fromOrEmpty(change.actor(), String.class))
                .bind("reason", Parameter.fromOrEmpty(change.reason(), String.class))
                .map(row -> new Changed(
                        row.get("now_state", String.class),
                        row.get("now_balance", Long.class),
                        row.get("changed", Long.class)))
                .one();
    }
}
