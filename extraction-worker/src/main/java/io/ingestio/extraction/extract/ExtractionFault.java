package io.ingestio.extraction.extract;

import java.time.Duration;

/**
 * Why an extraction did not succeed, sorted by what is to be done about it. The code is stable: it is the event's field, the
 * API's field and the meter's tag.
 */
sealed interface ExtractionFault {

    String code();

    /** The document, its plan or its prompt is the reason; no retry helps. Nothing is charged. */
    record Permanent(String code, String detail) implements ExtractionFault {}

    /** The model's answer or this attempt is the reason: tried again a few times, then permanent. */
    record Attempt(String code, String detail) implements ExtractionFault {}

    /**
     * A part of the system or the provider is the reason: tried again without end, at no cost to the document.
     *
     * @param notBefore least time to wait
     */
    record Surroundings(String code, Duration notBefore) implements ExtractionFault {}
}
