package io.ingestio.extraction.extract;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.ingestio.background.Backoff;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.extraction.job.Job;
import io.ingestio.extraction.job.Outcome;
import io.ingestio.jsonschema.InvalidSchema;
import io.ingestio.models.ModelFailure;
import io.ingestio.objectstore.ObjectMissing;
import io.ingestio.objectstore.ObjectRefused;
import io.ingestio.objectstore.ObjectStoreUnavailable;
import io.ingestio.reader.ReaderUnavailable;
import io.ingestio.reader.UnreadableDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What the failure of an attempt means for its job. Pure.
 *
 * <p>Nothing is retried for ever: document failures and transient failures are closed lists, everything else counts as an attempt,
 * and transient failures in a row end after {@code maxPostponedAge}.
 */
final class FailurePolicy {

    private static final Duration ACCOUNT_PROBE = Duration.ofMinutes(1);
    private static final Duration CIRCUIT_PROBE = Duration.ofSeconds(2);

    private final int maxAttempts;
    private final Duration maxPostponedAge;
    private final Backoff backoff;

    FailurePolicy(int maxAttempts, Duration maxPostponedAge, Backoff backoff) {
        this.maxAttempts = maxAttempts;
        this.maxPostponedAge = maxPostponedAge;
        this.backoff = backoff;
    }

    Outcome outcome(Job job, Throwable cause, Instant now) {
        return switch (sort(cause)) {
            case ExtractionFailure.Document document -> failed(job, document.code(), document.detail(), now);
            case ExtractionFailure.Attempt attempt ->
                job.claim().attempt() >= maxAttempts
                        ? failed(job, attempt.code(), attempt.detail(), now)
                        : new Outcome.Retry(backoff.after(job.claim().attempt()), true, attempt.code());
            case ExtractionFailure.Transient failure ->
                job.claim().postponedSeconds() >= maxPostponedAge.toSeconds()
                        ? failed(
                                job,
                                ErrorCode.DEPENDENCY_UNAVAILABLE,
                                "A service that is needed for this document could not be reached for a long time."
                                        + " Try again later.",
                                now)
                        : new Outcome.Retry(
                                backoff.after(job.claim().postponed() + 1, failure.notBefore()), false, failure.code());
        };
    }

    static ExtractionFailure sort(Throwable cause) {
        return switch (cause) {
            case ReservationRefused refused -> new ExtractionFailure.Document(refused.code(), refused.detail());
            case UnreadableDocument unreadable -> ofModel(ModelFailure.of(unreadable));
            case ObjectMissing _ ->
                new ExtractionFailure.Document(
                        ErrorCode.SOURCE_MISSING, "The stored file is gone. Upload the document again.");
            case ObjectRefused _ ->
                new ExtractionFailure.Document(
                        ErrorCode.OBJECT_REFUSED,
                        "A file of this document cannot be read or stored. Upload the document again or contact support.");
            case ModelFailure failure -> ofModel(failure);
            case InvalidSchema invalid ->
                new ExtractionFailure.Document(
                        ErrorCode.INVALID_SCHEMA, "The schema cannot be used. " + invalid.getMessage() + ".");
            case UnusableReply _ ->
                new ExtractionFailure.Attempt(
                        ErrorCode.MODEL_OUTPUT, "The model's answer was not usable. Try again or change the prompt.");
            case TimeoutException _ ->
                new ExtractionFailure.Attempt(
                        ErrorCode.ATTEMPT_TIMEOUT, "Processing the document took too long. Try again later.");
            case CallNotPermittedException _ -> waiting(ErrorCode.CIRCUIT_OPEN, CIRCUIT_PROBE);
            case UsageUnavailable _ -> waiting(ErrorCode.USAGE_UNAVAILABLE);
            case ObjectStoreUnavailable _ -> waiting(ErrorCode.OBJECT_STORE_UNAVAILABLE);
            case ReaderUnavailable _ -> waiting(ErrorCode.READER_UNAVAILABLE);
            case TransientDataAccessException _ -> waiting(ErrorCode.DATABASE_UNAVAILABLE);
            case DataAccessResourceFailureException _ -> waiting(ErrorCode.DATABASE_UNAVAILABLE);
            case TransactionException _ -> waiting(ErrorCode.DATABASE_UNAVAILABLE);
            case IOException _ -> waiting(ErrorCode.SCRATCH_UNAVAILABLE); // only local files are read and written here
            case UncheckedIOException _ -> waiting(ErrorCode.SCRATCH_UNAVAILABLE);
            default ->
                new ExtractionFailure.Attempt(
                        ErrorCode.EXTRACTION_ERROR, "An unexpected error occurred. Try again or contact support.");
        };
    }

    private static ExtractionFailure ofModel(ModelFailure failure) {
        Duration retryAfter = failure.retryAfter();
        Duration notBefore = retryAfter == null ? Duration.ZERO : retryAfter;
        String message = failure.getMessage();
        String detail = message == null ? failure.code().wireName() : message;
        return switch (failure.kind()) {
            case DOCUMENT -> new ExtractionFailure.Document(failure.code(), detail);
            case BAD_OUTPUT, TIMEOUT -> new ExtractionFailure.Attempt(failure.code(), detail);
            case THROTTLED, UNAVAILABLE -> waiting(failure.code(), notBefore);
            case ACCOUNT -> waiting(failure.code(), notBefore.compareTo(ACCOUNT_PROBE) > 0 ? notBefore : ACCOUNT_PROBE);
        };
    }

    private static ExtractionFailure waiting(ErrorCode code) {
        return waiting(code, Duration.ZERO);
    }

    private static ExtractionFailure waiting(ErrorCode code, Duration notBefore) {
        return new ExtractionFailure.Transient(code, notBefore);
    }

    private static Outcome failed(Job job, ErrorCode code, String detail, Instant now) {
        return new Outcome.Failed(new ExtractionFailed(
                job.batchId(), job.documentId(), job.userId(), job.run(), code.wireName(), detail, now));
    }
}
