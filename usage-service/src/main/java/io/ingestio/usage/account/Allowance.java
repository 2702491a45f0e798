package io.ingestio.usage.account;

import io.ingestio.usage.plan.Tier;
import java.time.Instant;

/**
 * The limits of a user in the running billing period, and what is used of them.
 *
 * @param used        pages of the plan that were charged
 * @param reserved    pages of the plan that are reserved for documents being processed
 * @param today       of both, those reserved since midnight UTC
 * @param periodStart the first instant of the period
 * @param periodEnd   the first instant of the next one
 */
public record Allowance(
        Tier tier, long used, long reserved, long today, Credits credits, Instant periodStart, Instant periodEnd) {

    /**
     * Pages beside those of the plan.
     *
     * @param balance  all of them
     * @param reserved of these, reserved for documents being processed
     */
    public record Credits(long balance, long reserved) {
        public long left() {
            return balance - reserved;
        }
    }

    /** Pages of the plan that are neither used nor reserved; 0 after a change to a smaller tier. */
    public long planLeft() {
        return Math.max(tier.pages() - used - reserved, 0);
    }

    /** Pages that a document may have now: of the plan, within its daily limit, and credits. */
    public long left() {
        return planLeftToday() + credits.left();
    }

    /** Whether more pages would be left, were it not for the tier's daily limit. */
    public boolean limitedByDay() {
        return planLeftToday() < planLeft();
    }

    private long planLeftToday() {
        return tier.pagesPerDay() < 0 ? planLeft() : Math.clamp(tier.pagesPerDay() - today, 0, planLeft());
    }
}
