package io.ingestio.usage.admission;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code submissions}, and what an admission reads beside the user's allowance. */
@Component
class AdmissionTable {

    private final DatabaseClient sql;

    AdmissionTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * Counts a submission against the user's rate, exactly across replicas. Answers 0 if it is admitted, else the seconds until one
     * is.
     */
    Mono<Integer> admitSubmission(String userId, int perMinute) {
        return sql.sql("select admit_submission(:user, :perMinute)")
                .bind("user", userId)
                .bind("perMinute", perMinute)
                .map(row -> row.get(0, Integer.class))
                .one();
    }

    /** As {@link #admitSubmission}, without counting one. */
    Mono<Integer> secondsToWait(String userId, int perMinute) {
        return sql.sql("select submission_wait(:user, :perMinute)")
                .bind("user", userId)
                .bind("perMinute", perMinute)
                .map(row -> row.get(0, Integer.class))
                .one();
    }

    /** Empty for a user without a subscription to a tier with batches, or with one in good standing. */
    Mono<InactiveSubscription> inactiveSubscription(String userId) {
        return sql.sql("""
                        select s.tier, case when s.status in ('active', 'trialing') then 'canceled' else s.status end as status
                        from subscriptions s join tiers t on t.name = s.tier
                        where s.user_id = :user and t.may_batch
                          and (s.status not in ('active', 'trialing') or s.ends_at <= now())
                        """)
                .bind("user", userId)
                .mapProperties(InactiveSubscription.class)
                .one();
    }
}
