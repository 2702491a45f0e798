package io.ingestio.usage.admission;

import io.ingestio.contracts.usage.Admission;
import io.ingestio.usage.plan.Tier;
import io.ingestio.usage.quota.Allowance;
import org.jspecify.annotations.Nullable;

/**
 * The first look at quota, when a batch is submitted: the plan must allow batches of this size, and there must be at least as
 * many pages left as files. The exact look is the reservation of each document.
 */
final class AdmitBatch {

    private AdmitBatch() {}

    static Admission decide(Allowance allowance, int documents) {
        Tier tier = allowance.tier();
        if (!tier.mayBatch()) {
            return answer(allowance, "tier_not_eligible",
                    "Batches need an active plus or growth plan. Upgrade to submit one.");
        }
        if (documents > tier.documentsPerBatch()) {
            return answer(allowance, "too_many_files",
                    "Your plan allows %d files in a batch; these are %d.".formatted(tier.documentsPerBatch(), documents));
        }
        if (allowance.left() < documents) {
            return answer(allowance, "quota_exhausted",
                    "%d pages are left until %s, fewer than these %d files have."
                            .formatted(allowance.left(), allowance.periodEnd(), documents));
        }
        return answer(allowance, null, null);
    }

    private static Admission answer(Allowance allowance, @Nullable String refusal, @Nullable String detail) {
        Tier tier = allowance.tier();
        return new Admission(
                refusal,
                detail,
                tier.name(),
                tier.documentsPerBatch(),
                tier.concurrentDocuments(),
                tier.maxFileBytes(),
                allowance.left());
    }
}
