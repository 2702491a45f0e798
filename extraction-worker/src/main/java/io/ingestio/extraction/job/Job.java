package io.ingestio.extraction.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claimed job: one run of one document, held by this worker under a lease.
 *
 * @param id {@link io.ingestio.contracts.RunId} of document and run; also the id of the reservation at usage
 */
public record Job(
        UUID id, UUID batchId, UUID documentId, int run, String userId, StoredFile file, Request request, Claim claim) {

    /**
     * The document's bytes.
     *
     * @param pages     counted at upload; the number that is reserved and charged
     * @param objectKey in the object store
     */
    public record StoredFile(String filename, String mimeType, int pages, String objectKey) {}

    /**
     * What the user wants from the document.
     *
     * @param prompt       null where the prompt strategy is auto: the default prompt of the document's type is used
     * @param documentType the type, where the user named it; null if the document is to be classified, or has a prompt
     * @param schema       JSON Schema that the data must satisfy; null if there is none
     */
    public record Request(
            @Nullable String prompt,
            @Nullable String documentType,
            @Nullable String schema) {}

    /**
     * This worker's right to the job.
     *
     * @param attempt          1 for the first; includes this one, for it was counted with the claim
     * @param postponed        retries so far that were not counted, because a dependency failed
     * @param postponedSeconds how long ago the first of them was, by the database's clock; 0 if the last attempt was counted
     * @param leaseEpoch       fences this claim: what it writes takes effect only while the row's epoch is the same
     * @param queuedAt         when the run was queued, by the database's clock
     * @param startedAt        when it was claimed for the first time, by the database's clock
     */
    public record Claim(
            int attempt, int postponed, long postponedSeconds, long leaseEpoch, Instant queuedAt, Instant startedAt) {}
}
