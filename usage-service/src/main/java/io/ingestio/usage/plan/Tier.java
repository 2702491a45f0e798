package io.ingestio.usage.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits and prices of a plan.
 *
 * @param pages                per billing period
 * @param pagesPerDay          of these, on one day (UTC); -1 for no limit
 * @param submissionsPerMinute batches of one user
 * @param concurrentDocuments  of one user, being extracted at the same time
 * @param currency             ISO 4217, lower case
 * @param features             names of what the plan includes, for a price list
 * @param updatedAt            null in a request
 */
public record Tier(
        String name,
        boolean mayBatch,
        long pages,
        long pagesPerDay,
        int documentsPerBatch,
        int submissionsPerMinute,
        int concurrentDocuments,
        long maxFileBytes,
        int priceMonthlyCents,
        int priceYearlyCents,
        String currency,
        List<String> features,
        String description,
        @Nullable Instant updatedAt) {}
