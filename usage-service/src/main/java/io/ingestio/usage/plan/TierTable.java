package io.ingestio.usage.plan;

import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code tiers}. */
@Component
public class TierTable {

    private static final String COLUMNS = """
            select name, may_batch, pages_per_period, documents_per_batch, concurrent_documents, max_file_bytes
            from tiers
            """;

    private final DatabaseClient sql;

    TierTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** From the smallest to the largest. */
    Flux<Tier> all() {
        return sql.sql(COLUMNS + "order by position").map(TierTable::tier).all();
    }

    /** The tier whose limits hold for a user now, known or not. */
    Mono<Tier> of(String userId) {
        return sql.sql(COLUMNS + "where name = tier_of(:user)").bind("user", userId).map(TierTable::tier).one();
    }

    /** Reads the columns of a tier out of a row that has them under their own names. */
    public static Tier tier(Readable row) {
        return new Tier(
                row.get("name", String.class),
                row.get("may_batch", Boolean.class),
                row.get("pages_per_period", Long.class),
                row.get("documents_per_batch", Integer.class),
                row.get("concurrent_documents", Integer.class),
                row.get("max_file_bytes", Long.class));
    }
}
