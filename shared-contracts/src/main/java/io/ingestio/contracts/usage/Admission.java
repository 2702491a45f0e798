package io.ingestio.contracts.usage;

import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link RequestAdmission}.
 *
 * @param refusal             null when admitted, else {@code tier_not_eligible}, {@code too_many_files} or {@code quota_exhausted}
 * @param detail              a sentence for the user where refused
 * @param documentsPerBatch   the tier's limit
 * @param concurrentDocuments how many documents of the user may be extracted at once
 */
public record Admission(
        @Nullable String refusal,
        @Nullable String detail,
        String tier,
        int documentsPerBatch,
        int concurrentDocuments,
        long maxFileBytes,
        long pagesLeft) {}
