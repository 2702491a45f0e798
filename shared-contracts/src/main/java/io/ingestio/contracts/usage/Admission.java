package io.ingestio.contracts.usage;

import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link AdmissionRequest}.
 *
 * @param refusal             wire name of a {@link Refusal}; null when admitted
 * @param detail              a sentence for the user where refused
 * @param documentsPerBatch   the tier's limit
 * @param concurrentDocuments how many documents of the user may be extracted at once
 * @param maxFileBytes        the tier's limit for each file
 * @param pagesLeft           pages that the user may have now: of the plan, within its daily limit, and credits
 * @param retryAfterSeconds   when the same call may be admitted; only for {@code daily_limit_reached} and {@code rate_limited}
 */
public record Admission(
        @Nullable String refusal,
        @Nullable String detail,
        String tier,
        int documentsPerBatch,
        int concurrentDocuments,
        long maxFileBytes,
        long pagesLeft,
        @Nullable Integer retryAfterSeconds) {}
