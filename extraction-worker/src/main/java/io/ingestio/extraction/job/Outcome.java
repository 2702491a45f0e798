package io.ingestio.extraction.job;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import java.time.Duration;

/** How an attempt ended. {@link JobQueue#end} stores it; the work itself writes nothing of its job. */
public sealed interface Outcome {

    /** The job is completed and the event is published. */
    record Completed(ExtractionCompleted event) implements Outcome {}

    /** The job failed for good and the event is published. */
    record Failed(ExtractionFailed event) implements Outcome {}

    /**
     * The job returns to the queue.
     *
     * @param delay            before it can be claimed again
     * @param countsAsAttempt  whether this attempt brings the job nearer to its final failure
     * @param code             why
     */
    record Retry(Duration delay, boolean countsAsAttempt, ErrorCode code) implements Outcome {}
}
