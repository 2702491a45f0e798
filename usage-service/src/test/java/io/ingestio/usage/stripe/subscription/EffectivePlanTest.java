package io.ingestio.usage.stripe.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.usage.plan.Subscription;
import io.ingestio.usage.stripe.subscription.EffectivePlan.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EffectivePlanTest {

    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final Subscription BY_ADMIN =
            new Subscription("u", "growth", "active", Subscription.BY_ADMIN, null, null, null);
    private static final Subscription BY_STRIPE =
            new Subscription("u", "growth", "active", Subscription.BY_STRIPE, null, null, null);

    @Test
    void theHighestTierInGoodStandingCounts() {
        assertThat(of(
                        null,
                        held("a", "plus", 2, "active", 1),
                        held("b", "growth", 3, "trialing", 2),
                        held("c", "growth", 3, "past_due", 3)))
                .hasValueSatisfying(plan -> {
                    assertThat(plan.tier()).isEqualTo("growth");
                    assertThat(plan.status()).isEqualTo("trialing");
                    assertThat(plan.periodAnchor())
                            .isEqualTo(NOW.minus(Duration.ofDays(10)).plus(Duration.ofDays(2)));
                });
    }

    @Test
    void withNoneTheNewestSaysWhy() {
        assertThat(of(BY_STRIPE, held("a", "plus", 2, "canceled", 1), held("b", "growth", 3, "past_due", 2)))
                .map(Subscription::status)
                .contains("past_due");
    }

    @Test
    void neverPaidSubscriptionStartsNoPeriod() {
        Held ended = held("a", "plus", 2, "canceled", 1);
        Held tried = held("b", "plus", 2, "incomplete", 5);

        assertThat(of(BY_STRIPE, ended, tried))
                .map(Subscription::periodAnchor)
                .contains(ended.subscription().anchor());
        assertThat(of(null, tried)).hasValueSatisfying(plan -> {
            assertThat(plan.status()).isEqualTo("incomplete");
            assertThat(plan.periodAnchor()).isNull();
        });
    }

    @Test
    void adminPlanStaysWithoutGoodStanding() {
        assertThat(of(BY_ADMIN, held("a", "plus", 2, "past_due", 1))).isEmpty();
        assertThat(of(BY_ADMIN, held("a", "plus", 2, "active", 1)))
                .map(Subscription::tier)
                .contains("plus");
    }

    @Test
    void unconfiguredPriceEndsNoPlan() {
        assertThat(of(BY_STRIPE, held("a", null, 0, "active", 1), held("b", "plus", 2, "canceled", 2)))
                .isEmpty();
        assertThat(of(BY_STRIPE, held("a", null, 0, "canceled", 1)))
                .map(Subscription::status)
                .contains("canceled");
    }

    @Test
    void ignoresUnknownStripeStatus() {
        assertThat(of(BY_STRIPE, held("a", "plus", 2, "hibernating", 1))).isEmpty();
    }

    @Test
    void pastItsEndIsNotInGoodStanding() {
        var ended = new StripeSubscription("s", "c", "p", "active", NOW, NOW, NOW, NOW, null, true, null);

        assertThat(ended.inGoodStanding(NOW)).isFalse();
        assertThat(ended.inGoodStanding(NOW.minusSeconds(1))).isTrue();
    }

    private static Optional<Subscription> of(Subscription current, Held... all) {
        return EffectivePlan.of("u", List.of(all), current, NOW);
    }

    private static Held held(String id, String tier, int position, String status, int day) {
        Instant start = NOW.minus(Duration.ofDays(10)).plus(Duration.ofDays(day));
        return new Held(
                new StripeSubscription(
                        id, "c", "p", status, start, start, start, NOW.plusSeconds(60), null, false, null),
                tier,
                position);
    }
}
