package io.ingestio.usage.quota;

import io.ingestio.usage.plan.Tier;
import java.time.Instant;

/**
 * What a user may use in the running billing period, and has.
 *
 * @param used        pages of the plan that were charged
 * @param reserved    pages of the plan that are set aside for documents that are being worked on
 * @param today       of both, what was set aside since midnight UTC
 * @param periodStart the first instant of the period
 * @param periodEnd   the first instant of the next one
 */
public record Allowance(
        Tier tier, long used, long reserved, long today, Credits credits, Instant periodStart, Instant periodEnd) {

    /**
     * Pages bought or given beside the plan's.
     *
     * @param balance  all of them
     * @param reserved of these, set aside for documents that are being worked on
     */
    public record Credits(long balance, long reserved) {
        public long left() {
            return balance - reserved;
        }
    }

    /** Pages of the plan that are neither used nor set aside; 0 after a change to a smaller tier. */
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
