package io.ingestio.usage.plan;

/**
 * What a plan allows.
 *
 * @param pages               per billing period
 * @param concurrentDocuments of one user, being extracted at the same time
 */
public record Tier(
        String name, boolean mayBatch, long pages, int documentsPerBatch, int concurrentDocuments, long maxFileBytes) {}
