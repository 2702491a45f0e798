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

    /** The columns of a tier, for a table with the alias {@code t}. */
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

    /** The tier whose limits apply to a user now, known or not. */
    Mono<Tier> of(String userId) {
        return sql.sql(SELECT + "where name = tier_of(:user)")
                .bind("user", userId)
                .map(TierTable::tier)
                .one();
    }

    /** Locks the row until commit. Empty if there is no such tier. */
    Mono<Tier> lock(String name) {
        return sql.sql(SELECT + "where name = :name for update")
                .bind("name", name)
                .map(TierTable::tier)
                .one();
    }

    /** Updates all of a tier but its name and its position. */
    Mono<Tier> update(Tier wanted) {
        return sql.sql("""
                        update tiers t
                        set may_batch = :mayBatch, pages_per_period = :pages, pages_per_day = :pagesPerDay,
                            documents_per_batch = :documentsPerBatch, submissions_per_minute = :submissionsPerMinute,
                            concurrent_documents = :concurrentDocuments, max_file_bytes = :maxFileBytes,
                            price_monthly_cents = :priceMonthlyCents, price_yearly_cents = :priceYearlyCents,
                            currency = :currency, features = :features, description = :description, updated_at = now()
                        where t.name = :name
                        returning %s
                        """.formatted(COLUMNS))
                .bind("name", wanted.name())
                .bind("mayBatch", wanted.mayBatch())
                .bind("pages", wanted.pages())
                .bind("pagesPerDay", wanted.pagesPerDay())
                .bind("documentsPerBatch", wanted.documentsPerBatch())
                .bind("submissionsPerMinute", wanted.submissionsPerMinute())
                .bind("concurrentDocuments", wanted.concurrentDocuments())
                .bind("maxFileBytes", wanted.maxFileBytes())
                .bind("priceMonthlyCents", wanted.priceMonthlyCents())
                .bind("priceYearlyCents", wanted.priceYearlyCents())
                .bind("currency", wanted.currency())
                .bind("description", wanted.description())
                .bind("features", wanted.features().toArray(String[]::new))
                .map(TierTable::tier)
                .one();
    }

    /** Reads a tier from a row with the {@link #COLUMNS}, which may have others beside them. */
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
