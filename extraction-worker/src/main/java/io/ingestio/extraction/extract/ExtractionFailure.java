package io.ingestio.extraction.extract;

import io.ingestio.contracts.ErrorCode;
import java.time.Duration;

/**
 * Why an attempt failed, by what can be done about it. The code is stable: it is the event's field, the API's field and the
 * meter's tag.
 */
sealed interface ExtractionFailure {

    ErrorCode code();

    /** The document, its plan or its prompt: no retry helps, and nothing is charged. */
    record Document(ErrorCode code, String detail) implements ExtractionFailure {}

    /** This attempt: retried a few times, then final. */
    record Attempt(ErrorCode code, String detail) implements ExtractionFailure {}

    /**
     * A dependency: retried without counting an attempt, until it has lasted too long.
     *
     * @param notBefore least time to wait
     */
    record Transient(ErrorCode code, Duration notBefore) implements ExtractionFailure {}
}
