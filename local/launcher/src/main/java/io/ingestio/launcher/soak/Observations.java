package io.ingestio.launcher.soak;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All that a soak saw, before it is judged.
 *
 * @param batches   of all users
 * @param leftovers how many there are of each thing that must be gone after the load, by its name
 * @param pages     by user
 * @param rows      of each table, by its name with the schema
 */
record Observations(
        Load load,
        List<Batch> batches,
        Map<String, Long> leftovers,
        Map<String, Pages> pages,
        List<Sample> samples,
        Map<String, Long> rows) {

    /**
     * What the clients saw.
     *
     * @param submitted   batches by well-behaved user; the hostile one is not in it
     * @param latencies   from the submission to the last document of a batch
     * @param repeated    submissions sent twice with one Idempotency-Key
     * @param postponed   submissions answered with 503, which were sent again
     * @param redelivered records published again under the same id
     * @param attacks     requests of the hostile user that were refused as they should be
     * @param surprises   answers that should not have been given
     */
    record Load(
            Duration length,
            Map<String, Long> submitted,
            List<Duration> latencies,
            long repeated,
            long postponed,
            long redelivered,
            long attacks,
            List<String> surprises) {}

    /** Counts of one batch as stored, and counted again from its documents. */
    record Batch(UUID id, String user, String status, Counts stored, Counts recounted) {}

    record Counts(long documents, long completed, long failed, long cancelled, long pages) {}

    /**
     * @param charged   by the ledger
     * @param completed of completed documents
     */
    record Pages(long charged, long completed) {}

    /** How many documents were completed. */
    long completed() {
        return batches.stream()
                .mapToLong(batch -> batch.recounted().completed())
                .sum();
    }
}
