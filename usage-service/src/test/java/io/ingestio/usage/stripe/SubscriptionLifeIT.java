package io.ingestio.usage.stripe;

import static io.ingestio.usage.stripe.StripeEvents.created;
import static io.ingestio.usage.stripe.StripeEvents.deleted;
import static io.ingestio.usage.stripe.StripeEvents.items;
import static io.ingestio.usage.stripe.StripeEvents.subscription;
import static io.ingestio.usage.stripe.StripeEvents.updated;
import static io.ingestio.usage.stripe.StripeEvents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of plan and quota in the life of a subscription: the sentences of docs/billing.md. */
class SubscriptionLifeIT extends RunningBilling {

    private final Instant begin = now.minus(Duration.ofDays(3));
    private Map<String, Object> plus;

    @BeforeEach
    void beginOnPlus() {
        plus = subscription(id("sub"), customer, "price_plus", begin);
        linkCustomer();
        delivered("applied", created(plus, begin));
        use(80);
        assertUsage("plus", 80, 920);
        assertThat(periodStart()).isEqualTo(begin);
    }

    @Test
    void upgradeRaisesLimitOfRunningPeriod() {
        delivered("applied", updated(plus, with(plus, "items", items("price_growth", begin)), now));

        assertUsage("growth", 80, 9_920);
        assertThat(periodStart()).isEqualTo(begin);
    }

    @Test
    void downgradeKeepsUsedPages() {
        Map<String, Object> growth = with(plus, "items", items("price_growth", begin));
        delivered("applied", updated(plus, growth, now.minusSeconds(60)));
        use(1_500);

        delivered("applied", updated(growth, plus, now));

        assertUsage("plus", 1_580, 0);
    }

    @Test
    void keepsCancelledPlanUntilPeriodEnd() {
        Instant end = Instant.now().plusSeconds(3);
        delivered(
                "applied",
                updated(plus, with(plus, "cancel_at_period_end", true, "items", items("price_plus", begin, end)), now));
        assertUsage("plus", 80, 920);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertUsage("starter", 80, 20));
    }

    @Test
    void cancellationToADateEndsOnIt() {
        Map<String, Object> cancelled =
                with(plus, "cancel_at", now.plus(Duration.ofDays(9)).getEpochSecond());
        delivered("applied", updated(plus, cancelled, now.minusSeconds(9)));
        assertThat(tier()).isEqualTo("plus");
        assertThat(query(
                        "select ends_at = to_timestamp(?::bigint) from subscriptions where user_id = ?",
                        Long.toString(now.plus(Duration.ofDays(9)).getEpochSecond()),
                        user))
                .containsExactly("t");

        delivered(
                "applied",
                updated(cancelled, with(plus, "cancel_at", now.minusSeconds(1).getEpochSecond()), now));

        assertThat(tier()).isEqualTo("starter");
    }

    @Test
    void deletionEndsThePlanAtOnce() {
        delivered("applied", deleted(plus, now));

        assertUsage("starter", 80, 20);
        assertThat(planStatus()).isEqualTo("canceled");
    }

    @Test
    void pastDueMeansStarterUntilPaid() {
        Map<String, Object> due = with(plus, "status", "past_due");
        delivered("applied", updated(plus, due, now.minusSeconds(60)));
        assertUsage("starter", 80, 20);
        assertThat(planStatus()).isEqualTo("past_due");

        delivered("applied", updated(due, plus, now));

        assertUsage("plus", 80, 920);
        assertThat(periodStart()).isEqualTo(begin);
    }

    @Test
    void revokedCancellationChangesNothing() {
        Map<String, Object> cancelled = with(plus, "cancel_at_period_end", true);
        delivered("applied", updated(plus, cancelled, now.minusSeconds(60)), updated(cancelled, plus, now));

        assertUsage("plus", 80, 920);
        assertThat(query("select ends_at from subscriptions where user_id = ?", user))
                .containsOnlyNulls();
    }

    @Test
    void newSubscriptionStartsNewPeriod() {
        delivered("applied", deleted(plus, now.minusSeconds(60)));

        delivered("applied", created(subscription(id("sub"), customer, "price_growth", now), now));

        assertUsage("growth", 0, 10_000);
        assertThat(periodStart()).isEqualTo(now);
    }

    @Test
    void paidPeriodStartsWhenTheTrialEnds() {
        delivered("applied", deleted(plus, now.minusSeconds(60)));
        Instant trialEnd = now.plus(Duration.ofDays(14));
        Map<String, Object> trial = with(
                subscription(id("sub"), customer, "price_plus", now),
                "status",
                "trialing",
                "billing_cycle_anchor",
                trialEnd.getEpochSecond());

        delivered("applied", created(trial, now));

        assertUsage("plus", 0, 1_000);
        assertThat(Instant.parse(usage().get("periodEnd").asString())).isEqualTo(trialEnd);
    }

    @Test
    void newStripeCycleStartsNewPeriod() {
        Map<String, Object> yearly =
                with(plus, "items", items("price_plus_year", now), "billing_cycle_anchor", now.getEpochSecond());

        delivered("applied", updated(plus, yearly, now));

        assertUsage("plus", 0, 1_000);
        assertThat(Duration.between(
                                periodStart(),
                                Instant.parse(usage().get("periodEnd").asString()))
                        .toDays())
                .isBetween(28L, 31L);
    }

    @Test
    void unknownPriceKeepsThePlan() {
        delivered("flagged", updated(plus, with(plus, "items", items("price_new", begin)), now));

        assertUsage("plus", 80, 920);
    }

    @Test
    void failedCheckoutStartsNoPeriod() {
        delivered("applied", deleted(plus, now.minusSeconds(60)));

        delivered(
                "applied",
                created(with(subscription(id("sub"), customer, "price_plus", now), "status", "incomplete"), now));

        assertUsage("starter", 80, 20);
    }

    @Test
    void ofTwoSubscriptionsTheHigherCounts() {
        Map<String, Object> growth = subscription(id("sub"), customer, "price_growth", now.minusSeconds(9));
        delivered("applied", created(growth, now.minusSeconds(9)));
        assertThat(tier()).isEqualTo("growth");

        delivered("applied", deleted(growth, now));

        assertUsage("plus", 80, 920);
    }

    @Test
    void keepsAdminPlanWithoutPaidSubscription() {
        Map<String, Object> due = with(plus, "status", "past_due");
        delivered("applied", updated(plus, due, now.minusSeconds(60)));
        send(
                "PUT",
                "/api/v1/admin/users/" + user + "/subscription",
                "{\"tier\":\"growth\",\"reason\":\"a test\"}",
                admin());

        delivered("applied", updated(due, with(plus, "status", "unpaid"), now.minusSeconds(30)));
        assertThat(tier()).isEqualTo("growth");

        delivered("applied", updated(due, plus, now));
        assertThat(tier()).isEqualTo("plus");
    }

    @Test
    void publishesOnlyEffectiveChanges() {
        delivered("applied", updated(plus, with(plus, "items", items("price_growth", begin)), now.minusSeconds(9)));
        delivered(
                "applied",
                updated(plus, with(plus, "items", items("price_growth", begin), "metadata", Map.of("a", "b")), now));

        assertThat(query("""
                select body::jsonb ->> 'tier' from outbox where key = ? and type like '%subscription%changed%' order by 1
                """, user)).containsExactly("growth", "plus");
    }

    private Instant periodStart() {
        return Instant.parse(usage().get("periodStart").asString());
    }
}
