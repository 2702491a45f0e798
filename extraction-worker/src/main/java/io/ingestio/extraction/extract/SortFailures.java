package io.ingestio.extraction.extract;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.ingestio.models.ModelFailure;
import io.ingestio.objectstore.ObjectMissing;
import io.ingestio.reader.UnreadableDocument;
import java.time.Duration;

/** Sorts whatever went wrong into an {@link ExtractionFault}. Only what is known to lie in the document is permanent. */
final class SortFailures {

    private static final Duration ACCOUNT_PROBE = Duration.ofMinutes(1);

    private SortFailures() {}

    static ExtractionFault sort(Throwable failure) {
        return switch (failure) {
            case RefusedByUsage refused -> new ExtractionFault.Permanent(refused.code(), refused.detail());
            case UnreadableDocument unreadable ->
                new ExtractionFault.Permanent(
                        unreadable.code().wireCode(), unreadable.code().sentence());
            case ObjectMissing missing ->
                new ExtractionFault.Permanent("source_missing", "The stored file is gone. Upload the document again.");
            case UnusableReply unusable ->
                new ExtractionFault.Attempt(
                        "model_output", "The model's answer was not usable. Try again or change the prompt.");
            case ModelFailure model -> ofModel(model);
            case CallNotPermittedException open ->
                new ExtractionFault.Surroundings("circuit_open", Duration.ofSeconds(2));
            default -> new ExtractionFault.Surroundings("unavailable", Duration.ZERO);
        };
    }

    private static ExtractionFault ofModel(ModelFailure failure) {
        Duration retryAfter = failure.retryAfter();
        Duration notBefore = retryAfter == null ? Duration.ZERO : retryAfter;
        String message = failure.getMessage();
        String detail = message == null ? failure.code() : message;
        return switch (failure.kind()) {
            case DOCUMENT -> new ExtractionFault.Permanent(failure.code(), detail);
            case BAD_OUTPUT -> new ExtractionFault.Attempt(failure.code(), detail);
            case TIMEOUT ->
                new ExtractionFault.Attempt("model_timeout", "The model did not answer in time. Try again later.");
            case THROTTLED, UNAVAILABLE -> new ExtractionFault.Surroundings(failure.code(), notBefore);
            case ACCOUNT ->
                new ExtractionFault.Surroundings(
                        failure.code(), notBefore.compareTo(ACCOUNT_PROBE) > 0 ? notBefore : ACCOUNT_PROBE);
        };
    }
}
