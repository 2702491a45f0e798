package io.ingestio.usage.admission;

import io.ingestio.contracts.usage.Admission;
import io.ingestio.contracts.usage.Refusal;
import io.ingestio.usage.account.Allowance;
import io.ingestio.usage.plan.Tier;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a batch is admitted: the plan must allow batches of this size, and at least as many pages must be left as there
 * are files. The exact check is the reservation of each document. The rate is checked last, so that only admitted batches count
 * against it. Pure.
 */
final class AdmissionRules {

    private AdmissionRules() {}

    /**
     * All but the rate.
     *
     * @param inactive the user's subscription to a tier with batches, if that is not active or trialing
     */
    static Admission decide(Allowance allowance, int documents, @Nullable InactiveSubscription inactive, Instant now) {
        Tier tier = allowance.tier();
        if (!tier.mayBatch()) {
            return inactive == null
                    ? refuse(
                            allowance,
                            Refusal.TIER_NOT_ELIGIBLE,
                            "Batches need an active plus or growth plan. Upgrade to submit one.")
                    : refuse(
                            allowance,
                            Refusal.SUBSCRIPTION_INACTIVE,
                            "Your %s subscription is %s. Batches need one that is active."
                                    .formatted(
                                            inactive.tier(), inactive.status().replace('_', ' ')));
        }
        if (documents > tier.documentsPerBatch()) {
            return refuse(
                    allowance,
                    Refusal.TOO_MANY_FILES,
                    "Your plan allows %d files in a batch; these are %d."
                            .formatted(tier.documentsPerBatch(), documents));
        }
        return allowance.left() < documents
                ? tooFewPages(allowance, documents, now)
                : answer(allowance, null, null, null);
    }

    /**
     * @param seconds until the rate admits a batch; 0 if this one is admitted
     */
    static Admission afterRate(Admission admitted, int perMinute, int seconds) {
        if (seconds == 0) {
            return admitted;
        }
        String detail = "Your plan allows %d batches a minute. Try again in %d s.".formatted(perMinute, seconds);
        return new Admission(
                Refusal.RATE_LIMITED.wireName(),
                detail,
                admitted.tier(),
                admitted.documentsPerBatch(),
                admitted.concurrentDocuments(),
                admitted.maxFileBytes(),
                admitted.pagesLeft(),
                seconds);
    }

    /** Names midnight only where waiting helps: the period must have the pages, and the daily limit must allow them. */
    private static Admission tooFewPages(Allowance allowance, int documents, Instant now) {
        Tier tier = allowance.tier();
        long credits = allowance.credits().left();
        boolean onlyTheDay = allowance.limitedByDay() && allowance.planLeft() + credits >= documents;
        if (onlyTheDay && tier.pagesPerDay() + credits >= documents) {
            return answer(
                    allowance,
                    Refusal.DAILY_LIMIT_REACHED,
                    "Pages left today: %d. This batch has at least %d. The day ends at midnight UTC."
                            .formatted(allowance.left(), documents),
                    secondsToMidnight(now));
        }
        return onlyTheDay
                ? refuse(
                        allowance,
                        Refusal.QUOTA_EXHAUSTED,
                        "Pages that your plan allows a day: %d. This batch has at least %d."
                                .formatted(tier.pagesPerDay(), documents))
                : refuse(
                        allowance,
                        Refusal.QUOTA_EXHAUSTED,
                        "Pages left until %s: %d. This batch has at least %d."
                                .formatted(allowance.periodEnd(), allowance.left(), documents));
    }

    private static int secondsToMidnight(Instant now) {
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        return (int) Duration.between(now, midnight).plusMillis(999).toSeconds();
    }

    private static Admission refuse(Allowance allowance, Refusal refusal, String detail) {
        return answer(allowance, refusal, detail, null);
    }

    private static Admission answer(
            Allowance allowance,
            @Nullable Refusal refusal,
            @Nullable String detail,
            @Nullable Integer retryAfterSeconds) {
        Tier tier = allowance.tier();
        return new Admission(
                refusal == null ? null : refusal.wireName(),
                detail,
                tier.name(),
                tier.documentsPerBatch(),
                tier.concurrentDocuments(),
                tier.maxFileBytes(),
                allowance.left(),
                retryAfterSeconds);
    }
}
