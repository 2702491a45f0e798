package io.ingestio.usage.plan;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code tiers}. */
@Component
public class TierTable {

    /** The columns of a tier, of a table that is called {@code t}. */
    public static final String COLUMNS = """
            t.name, t.may_batch, t.pages_per_period, t.pages_per_day, t.documents_per_batch, t.submissions_per_minute,
            t.concurrent_documents, t.max_file_bytes, t.price_monthly_cents, t.price_yearly_cents, t.currency, t.features,
            t.description, t.updated_at
            """;

    private static final String SELECT = "select " + COLUMNS + "from tiers t\n";

    private final DatabaseClient sql;

    TierTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** From the smallest to the largest. */
    Flux<Tier> all() {
        return sql.sql(SELECT + "order by position").map(TierTable::tier).all();
    }

    /** The tier whose limits hold for a user now, known or not. */
    Mono<Tier> of(String userId) {
        return sql.sql(SELECT + "where name = tier_of(:user)").bind("user", userId).map(TierTable::tier).one();
    }

    /** Reads the columns of a tier out of a row that has them under their own names. */
    public static Tier tier(Readable row) {
        return new Tier(
                row.get("name", String.class),
                row.get("may_batch", Boolean.class),
                row.get("pages_per_period", Long.class),
                row.get("pages_per_day", Long.class),
                row.get("documents_per_batch", Integer.class),
                row.get("submissions_per_minute", Integer.class),
                row.get("concurrent_documents", Integer.class),
                row.get("max_file_bytes", Long.class),
                row.get("price_monthly_cents", Integer.class),
                row.get("price_yearly_cents", Integer.class),
                row.get("currency", String.class),
                List.of(row.get("features", String[].class)),
                row.get("description", String.class),
                row.get("updated_at", Instant.class));
    }
}
