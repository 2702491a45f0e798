package io.ingestio.export.job;

import io.ingestio.background.Backoff;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.format.ExportImpossible;
import io.ingestio.export.rows.ArrayFieldUnknown;
import java.util.Optional;

/**
 * Decides what follows from a failed attempt. Pure.
 *
 * @param attempts before an export fails for good
 * @param backoff  the wait before the next attempt
 */
record FailurePolicy(int attempts, Backoff backoff) {

    private static final String ASK_AGAIN = "The file could not be built. Ask for the export again.";

    /**
     * Fails an export whose earlier attempts all ended without an outcome: their builders died. Attempts are counted before the
     * work, so an export that kills its builder is found here.
     */
    Optional<Outcome> beforeAttempt(ExportJob job) {
        return job.attempt() > attempts
                ? Optional.of(new Outcome.Failed(ErrorCode.CRASH_LOOP, ASK_AGAIN))
                : Optional.empty();
    }

    Outcome afterFailure(ExportJob job, Throwable failure) {
        if (failure instanceof ArrayFieldUnknown unknown) {
            return new Outcome.Failed(ErrorCode.ARRAY_FIELD_UNKNOWN, unknown.detail());
        }
        if (failure instanceof ExportImpossible impossible) {
            return new Outcome.Failed(impossible.code(), impossible.detail());
        }
        return job.attempt() >= attempts
                ? new Outcome.Failed(ErrorCode.EXPORT_FAILED, ASK_AGAIN)
                : new Outcome.Retry(backoff.after(job.attempt()));
    }
}
