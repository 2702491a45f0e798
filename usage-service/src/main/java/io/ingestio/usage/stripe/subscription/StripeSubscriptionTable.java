package io.ingestio.usage.stripe.subscription;

import io.ingestio.usage.stripe.subscription.EffectivePlan.Held;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code stripe_subscriptions}. */
@Component
public class StripeSubscriptionTable {

    private final DatabaseClient sql;

    StripeSubscriptionTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * Stores a state unless a newer one is stored; a deletion is final. A known user stays.
     *
     * @return the tier of the stored state; "" for none
     */
    Mono<String> put(SubscriptionChange change, @Nullable String userId, @Nullable String tier) {
        StripeSubscription after = change.after();
        return sql.sql("""
                        insert into stripe_subscriptions as s
                            (subscription_id, user_id, customer_id, price_id, tier, status, started_at, anchor, period_start,
                             period_end, cancel_at, cancel_at_period_end, canceled_at, event_created, event_rank)
                        values (:id, :user, :customer, :price, :tier, :status, :started, :anchor, :periodStart, :periodEnd,
                                :cancelAt, :atPeriodEnd, :canceledAt, :created, :rank)
                        on conflict (subscription_id) do update
                            set user_id = coalesce(s.user_id, excluded.user_id), customer_id = excluded.customer_id,
                                price_id = excluded.price_id, status = excluded.status,
                                -- A price that was removed from the configuration keeps its tier.
                                tier = coalesce(excluded.tier, case when s.price_id = excluded.price_id then s.tier end),
                                anchor = excluded.anchor, period_start = excluded.period_start,
                                period_end = excluded.period_end, cancel_at = excluded.cancel_at,
                                cancel_at_period_end = excluded.cancel_at_period_end, canceled_at = excluded.canceled_at,
                                event_created = excluded.event_created, event_rank = excluded.event_rank, updated_at = now()
                            where excluded.event_rank = 2
                               or (s.event_rank <> 2
                                   and (excluded.event_created, excluded.event_rank) >= (s.event_created, s.event_rank))
                        """)
                .bind("id", after.id())
                .bind("user", Parameter.fromOrEmpty(userId, String.class))
                .bind("customer", after.customer())
                .bind("price", Parameter.fromOrEmpty(after.price(), String.class))
                .bind("tier", Parameter.fromOrEmpty(tier, String.class))
                .bind("status", after.status())
                .bind("started", after.startedAt())
                .bind("anchor", after.anchor())
                .bind("periodStart", Parameter.fromOrEmpty(after.periodStart(), Instant.class))
                .bind("periodEnd", Parameter.fromOrEmpty(after.periodEnd(), Instant.class))
                .bind("cancelAt", Parameter.fromOrEmpty(after.cancelAt(), Instant.class))
                .bind("atPeriodEnd", after.cancelAtPeriodEnd())
                .bind("canceledAt", Parameter.fromOrEmpty(after.canceledAt(), Instant.class))
                .bind("created", change.created())
                .bind("rank", change.rank())
                .fetch()
                .rowsUpdated()
                .then(tierOf(after.id()));
    }

    private Mono<String> tierOf(String subscriptionId) {
        return sql.sql("""
                        select coalesce(t.name, '') as tier from stripe_subscriptions s left join tiers t on t.name = s.tier
                        where subscription_id = :id
                        """)
                .bind("id", subscriptionId)
                .map(row -> row.get("tier", String.class))
                .one();
    }

    /** Whether the user has a subscription that is collected, so that a second one would be charged beside it. */
    public Mono<Boolean> hasRunning(String userId, Instant now) {
        return ofUser(userId).any(held -> held.subscription().isRunning(now));
    }

    Flux<Held> ofUser(String userId) {
        return sql.sql("""
                        select s.*, t.name as known_tier, coalesce(t.position, 0) as position
                        from stripe_subscriptions s left join tiers t on t.name = s.tier
                        where user_id = :user
                        """)
                .bind("user", userId)
                .map(StripeSubscriptionTable::held)
                .all();
    }

    private static Held held(Readable row) {
        var subscription = new StripeSubscription(
                row.get("subscription_id", String.class),
                row.get("customer_id", String.class),
                row.get("price_id", String.class),
                row.get("status", String.class),
                row.get("started_at", Instant.class),
                row.get("anchor", Instant.class),
                row.get("period_start", Instant.class),
                row.get("period_end", Instant.class),
                row.get("cancel_at", Instant.class),
                Boolean.TRUE.equals(row.get("cancel_at_period_end", Boolean.class)),
                row.get("canceled_at", Instant.class));
        return new Held(
                subscription,
                row.get("known_tier", String.class),
                Objects.requireNonNullElse(row.get("position", Integer.class), 0));
    }
}
