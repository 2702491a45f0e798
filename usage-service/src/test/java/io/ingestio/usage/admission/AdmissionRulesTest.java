package io.ingestio.usage.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.usage.Admission;
import io.ingestio.usage.account.Allowance;
import io.ingestio.usage.plan.Tier;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionRulesTest {

    private static final Tier STARTER = tier("starter", false, 100, -1);
    private static final Tier PLUS = tier("plus", true, 1000, -1);
    private static final Tier DAILY = tier("daily", true, 1000, 50);

    private static final Instant NOW = Instant.parse("2026-01-15T23:58:59.5Z");

    @Test
    void admitsBatchWithinThePlan() {
        Admission admission = decide(allowance(PLUS, 900, 75), 25);

        assertThat(admission).isEqualTo(new Admission(null, null, "plus", 25, 16, 50, 25, null));
    }

    @Test
    void refusesStarterWithUpgradeHint() {
        Admission admission = decide(allowance(STARTER, 0, 0), 1);

        assertThat(admission.refusal()).isEqualTo("tier_not_eligible");
        assertThat(admission.detail()).containsIgnoringCase("upgrade");
    }

    @Test
    void namesTheInactiveSubscription() {
        var pastDue = new InactiveSubscription("plus", "past_due");

        Admission admission = AdmissionRules.decide(allowance(STARTER, 0, 0), 1, pastDue, NOW);

        assertThat(admission.refusal()).isEqualTo("subscription_inactive");
        assertThat(admission.detail()).contains("plus").contains("past due");
    }

    @Test
    void refusesMoreFilesThanThePlanAllows() {
        Admission admission = decide(allowance(PLUS, 0, 0), 26);

        assertThat(admission.refusal()).isEqualTo("too_many_files");
        assertThat(admission.detail()).contains("25").contains("26");
    }

    @Test
    void refusesWhenFewerPagesAreLeftThanFiles() {
        Admission admission = decide(allowance(PLUS, 900, 76), 25);

        assertThat(admission.refusal()).isEqualTo("quota_exhausted");
        assertThat(admission.pagesLeft()).isEqualTo(24);
        assertThat(admission.retryAfterSeconds()).isNull();
    }

    @Test
    void countsCreditsBesideThePlan() {
        assertThat(decide(allowance(PLUS, 1000, 0, 0, 25), 25).refusal()).isNull();
        assertThat(decide(allowance(PLUS, 1000, 0, 0, 24), 25).refusal()).isEqualTo("quota_exhausted");
    }

    @Test
    void showsNoPagesLeftAfterDowngrade() {
        assertThat(decide(allowance(PLUS, 5000, 0), 1).pagesLeft()).isZero();
    }

    @Test
    void namesMidnightWhenOnlyTheDayLimits() {
        Admission admission = decide(allowance(DAILY, 45, 0, 45, 0), 6);

        assertThat(admission.refusal()).isEqualTo("daily_limit_reached");
        assertThat(admission.pagesLeft()).isEqualTo(5);
        assertThat(admission.retryAfterSeconds()).isEqualTo(61);
        assertThat(decide(allowance(DAILY, 45, 0, 45, 1), 6).refusal()).isNull();
    }

    @Test
    void omitsMidnightWhenWaitingIsUseless() {
        assertThat(decide(allowance(DAILY, 996, 0, 50, 0), 5).refusal()).isEqualTo("quota_exhausted");
        assertThat(decide(allowance(tier("tiny", true, 1000, 4), 0, 0, 0, 0), 5).refusal())
                .isEqualTo("quota_exhausted");
    }

    @Test
    void namesRetryAfterWhenRateIsExceeded() {
        Admission admitted = decide(allowance(PLUS, 0, 0), 1);

        assertThat(AdmissionRules.afterRate(admitted, 10, 0)).isEqualTo(admitted);
        assertThat(AdmissionRules.afterRate(admitted, 10, 42).refusal()).isEqualTo("rate_limited");
        assertThat(AdmissionRules.afterRate(admitted, 10, 42).retryAfterSeconds())
                .isEqualTo(42);
        assertThat(AdmissionRules.afterRate(admitted, 10, 42).detail())
                .contains("10")
                .contains("42");
    }

    private static Admission decide(Allowance allowance, int documents) {
        return AdmissionRules.decide(allowance, documents, null, NOW);
    }

    private static Allowance allowance(Tier tier, long used, long reserved) {
        return allowance(tier, used, reserved, 0, 0);
    }

    private static Allowance allowance(Tier tier, long used, long reserved, long today, long credits) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Instant end = Instant.parse("2026-02-01T00:00:00Z");
        return new Allowance(tier, used, reserved, today, new Allowance.Credits(credits, 0), start, end);
    }

    private static Tier tier(String name, boolean mayBatch, long pages, long pagesPerDay) {
        return new Tier(name, mayBatch, pages, pagesPerDay, 25, 10, 16, 50, 0, 0, "usd", List.of(), "", Instant.EPOCH);
    }
}
