package io.ingestio.usage.plan;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code subscriptions}. */
@Component
class SubscriptionTable {

    private final DatabaseClient sql;

    SubscriptionTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * @param status active, trialing, past_due or canceled; only the first two give the user the tier
     */
    record Subscription(String userId, String tier, String status, Instant updatedAt) {}

    /** Empty for a user who never had one. */
    Mono<Subscription> find(String userId) {
        return sql.sql("select user_id, tier, status, updated_at from subscriptions where user_id = :user")
                .bind("user", userId)
                .mapProperties(Subscription.class)
                .one();
    }

    /** Empty if there is no such tier. */
    Mono<Subscription> put(String userId, String tier, String status) {
        return sql.sql("""
                        insert into subscriptions as s (user_id, tier, status)
                        select :user, name, :status from tiers where name = :tier
                        on conflict (user_id) do update
                            set tier = excluded.tier, status = excluded.status, updated_at = now()
                        returning user_id, tier, status, updated_at
                        """)
                .bind("user", userId)
                .bind("tier", tier)
                .bind("status", status)
                .mapProperties(Subscription.class)
                .one();
    }
}
