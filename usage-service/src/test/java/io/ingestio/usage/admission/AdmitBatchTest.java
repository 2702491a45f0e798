package io.ingestio.usage.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.usage.Admission;
import io.ingestio.usage.plan.Tier;
import io.ingestio.usage.quota.Allowance;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class AdmitBatchTest {

    private static final Tier STARTER = new Tier("starter", false, 100, 25, 1, 1);
    private static final Tier PLUS = new Tier("plus", true, 1000, 25, 16, 50);

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
        return new Allowance(tier, used, reserved, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 1));
    }
}
