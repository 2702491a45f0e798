package io.ingestio.usage.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code subscriptions}. */
@Component
class SubscriptionTable {

    private static final String COLUMNS = "user_id, tier, status, given_by, ends_at, period_anchor, updated_at";

    private final DatabaseClient sql;

    SubscriptionTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * The tier and status of a user now.
     *
     * @param tier   starter without a subscription in good standing
     * @param status null for a user without a subscription
     */
    record Standing(String tier, @Nullable String status) {}

    /** Empty for a user without one. */
    Mono<Subscription> find(String userId) {
        return sql.sql("select " + COLUMNS + " from subscriptions where user_id = :user")
                .bind("user", userId)
                .mapProperties(Subscription.class)
                .one();
    }

    /** Acquires the lock of the user's pages until commit. Every user has a standing. */
    Mono<Standing> lockStanding(String userId) {
        return sql.sql("select lock_pages_of(:user)")
                .bind("user", userId)
                .fetch()
                .rowsUpdated()
                .then(standing(userId));
    }

    Mono<Standing> standing(String userId) {
        return sql.sql("""
                        select tier_of(:user) as tier, (select status from subscriptions where user_id = :user) as status
                        """).bind("user", userId).mapProperties(Standing.class).one();
    }

    /** Empty if there is no such tier. */
    Mono<Subscription> put(Subscription wanted) {
        return sql.sql("""
                        insert into subscriptions as s (user_id, tier, status, given_by, ends_at, period_anchor)
                        select :user, name, :status, :givenBy, :endsAt, coalesce(:anchor, '2000-01-01T00:00:00Z'::timestamptz)
                        from tiers where name = :tier
                        on conflict (user_id) do update
                            set tier = excluded.tier, status = excluded.status, given_by = excluded.given_by,
                                ends_at = excluded.ends_at, period_anchor = coalesce(:anchor, s.period_anchor),
                                updated_at = now()
                        returning %s
                        """.formatted(COLUMNS))
                .bind("user", wanted.userId())
                .bind("tier", wanted.tier())
                .bind("status", wanted.status())
                .bind("givenBy", wanted.givenBy())
                .bind("endsAt", Parameter.fromOrEmpty(wanted.endsAt(), Instant.class))
                .bind("anchor", Parameter.fromOrEmpty(wanted.periodAnchor(), Instant.class))
                .mapProperties(Subscription.class)
                .one();
    }

    /** Subscriptions past their end whose status is still active or trialing. */
    Flux<Subscription> ended(int limit) {
        return sql.sql("select " + COLUMNS + """
                         from subscriptions
                        where status in ('active', 'trialing') and ends_at <= now()
                        limit :limit
                        """)
                .bind("limit", limit)
                .mapProperties(Subscription.class)
                .all();
    }
}
