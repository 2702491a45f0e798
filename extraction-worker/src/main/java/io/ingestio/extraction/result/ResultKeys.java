package io.ingestio.extraction.result;

import java.util.UUID;

/**
 * Where results lie in the object store: {@code results/<run>/<lease epoch>.json}. An attempt writes under the epoch of its own lease,
 * so that one that lost its lease never replaces the result of the attempt that ended the job. All results of a run, those of failed
 * attempts too, share a prefix and are deleted by it.
 */
public final class ResultKeys {

    private ResultKeys() {}

    /** @param runId {@link io.ingestio.contracts.RunId} of document and run, which is also the job's id */
    static String key(UUID runId, long leaseEpoch) {
        return prefix(runId) + leaseEpoch + ".json";
    }

    /** Of everything that the attempts of one run stored, and of nothing else. */
    public static String prefix(UUID runId) {
        return "results/" + runId + "/";
    }
}
