package io.ingestio.usage.quota;

import io.ingestio.usage.plan.Tier;
import java.time.LocalDate;

/**
 * What a user may use in the running billing period, and has.
 *
 * @param periodStart its first day, UTC
 * @param periodEnd   the first day of the next one
 */
public record Allowance(Tier tier, long used, long reserved, LocalDate periodStart, LocalDate periodEnd) {

    /** Pages that are neither used nor set aside; 0 after a change to a smaller tier. */
    public long left() {
        return Math.max(tier.pages() - used - reserved, 0);
    }
}
