package io.ingestio.extraction.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claimed job: one run of one document, held by this worker under a lease.
 *
 * @param id         {@link io.ingestio.contracts.RunId} of document and run; also the id of the reservation
 * @param attempt    1 for the first; this one included
 * @param postponed  retries so far that were nobody's fault here
 * @param leaseEpoch fences this claim: whatever it writes holds only while the epoch is unchanged
 */
public record Job(
        UUID id,
        UUID documentId,
        int run,
        UUID batchId,
        String userId,
        String filename,
        String mimeType,
        int pages,
        String objectKey,
        String promptStrategy,
        @Nullable String prompt,
        @Nullable String schema,
        int attempt,
        int postponed,
        long leaseEpoch) {}
