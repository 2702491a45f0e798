package io.ingestio.usage.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.usage.Admission;
import io.ingestio.usage.plan.Tier;
import io.ingestio.usage.quota.Allowance;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmitBatchTest {

    private static final Tier STARTER = tier("starter", false, 100);
    private static final Tier PLUS = tier("plus", true, 1000);

    @Test
    void admitsABatchThatThePlanAllows() {
        Admission admission = AdmitBatch.decide(allowance(PLUS, 900, 75), 25);

        assertThat(admission).isEqualTo(new Admission(null, null, "plus", 25, 16, 50, 25));
    }

    @Test
    void asksAStarterToUpgrade() {
        assertThat(AdmitBatch.decide(allowance(STARTER, 0, 0), 1).refusal()).isEqualTo("tier_not_eligible");
    }

    @Test
    void refusesMoreFilesThanThePlanAllows() {
        Admission admission = AdmitBatch.decide(allowance(PLUS, 0, 0), 26);

        assertThat(admission.refusal()).isEqualTo("too_many_files");
        assertThat(admission.detail()).contains("25").contains("26");
    }

    @Test
    void refusesWhenFewerPagesAreLeftThanFiles() {
        Admission admission = AdmitBatch.decide(allowance(PLUS, 900, 76), 25);

        assertThat(admission.refusal()).isEqualTo("quota_exhausted");
        assertThat(admission.pagesLeft()).isEqualTo(24);
    }

    @Test
    void countsNoPagesLeftAfterAChangeToASmallerPlan() {
        assertThat(AdmitBatch.decide(allowance(PLUS, 5000, 0), 1).pagesLeft()).isZero();
    }

    private static Allowance allowance(Tier tier, long used, long reserved) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Instant end = Instant.parse("2026-02-01T00:00:00Z");
        return new Allowance(tier, used, reserved, 0, new Allowance.Credits(0, 0), start, end);
    }

    private static Tier tier(String name, boolean mayBatch, long pages) {
        return new Tier(name, mayBatch, pages, -1, 25, 10, 16, 50, 0, 0, "usd", List.of(), "", Instant.EPOCH);
    }
}
