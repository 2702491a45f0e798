package io.ingestio.extraction.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.ingestio.background.Backoff;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.extraction.SampleJobs;
import io.ingestio.extraction.extract.ExtractionFailure.Attempt;
import io.ingestio.extraction.extract.ExtractionFailure.Document;
import io.ingestio.extraction.extract.ExtractionFailure.Transient;
import io.ingestio.extraction.job.Job;
import io.ingestio.extraction.job.Outcome;
import io.ingestio.jsonschema.DataSchema;
import io.ingestio.models.ModelFailure;
import io.ingestio.models.ModelFailure.Kind;
import io.ingestio.objectstore.InMemoryObjectStore;
import io.ingestio.reader.ReaderUnavailable;
import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.UnreadableDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailurePolicyTest {

    private static final Duration DAY = Duration.ofHours(24);
    private final FailurePolicy policy =
            new FailurePolicy(3, DAY, new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), 0, () -> 0));

    static Stream<Arguments> failures() {
        var objects = new InMemoryObjectStore();
        objects.refuse("refused");
        return Stream.of(
                row(
                        new ReservationRefused(ErrorCode.QUOTA_EXCEEDED, "Full."),
                        Document.class,
                        ErrorCode.QUOTA_EXCEEDED),
                row(failureOfFetch(objects, "nowhere"), Document.class, ErrorCode.SOURCE_MISSING),
                row(failureOfFetch(objects, "refused"), Document.class, ErrorCode.OBJECT_REFUSED),
                row(model(Kind.DOCUMENT, ErrorCode.OCR_NOT_INSTALLED), Document.class, ErrorCode.OCR_NOT_INSTALLED),
                row(model(Kind.BAD_OUTPUT, ErrorCode.MODEL_REFUSED), Attempt.class, ErrorCode.MODEL_REFUSED),
                row(model(Kind.TIMEOUT, ErrorCode.MODEL_TIMEOUT), Attempt.class, ErrorCode.MODEL_TIMEOUT),
                row(model(Kind.THROTTLED, ErrorCode.MODEL_THROTTLED), Transient.class, ErrorCode.MODEL_THROTTLED),
                row(model(Kind.UNAVAILABLE, ErrorCode.MODEL_UNREACHABLE), Transient.class, ErrorCode.MODEL_UNREACHABLE),
                row(model(Kind.ACCOUNT, ErrorCode.MODEL_ACCOUNT), Transient.class, ErrorCode.MODEL_ACCOUNT),
                row(invalidSchema(), Document.class, ErrorCode.INVALID_SCHEMA),
                row(new UnusableReply("no JSON"), Attempt.class, ErrorCode.MODEL_OUTPUT),
                row(new TimeoutException(), Attempt.class, ErrorCode.ATTEMPT_TIMEOUT),
                row(openCircuit(), Transient.class, ErrorCode.CIRCUIT_OPEN),
                row(new UsageUnavailable(new IOException()), Transient.class, ErrorCode.USAGE_UNAVAILABLE),
                row(new ReaderUnavailable("closed", null), Transient.class, ErrorCode.READER_UNAVAILABLE),
                row(new QueryTimeoutException("late"), Transient.class, ErrorCode.DATABASE_UNAVAILABLE),
                row(new DataAccessResourceFailureException("gone"), Transient.class, ErrorCode.DATABASE_UNAVAILABLE),
                row(new CannotCreateTransactionException("gone"), Transient.class, ErrorCode.DATABASE_UNAVAILABLE),
                row(new IOException("disk full"), Transient.class, ErrorCode.SCRATCH_UNAVAILABLE),
                row(new UncheckedIOException(new IOException()), Transient.class, ErrorCode.SCRATCH_UNAVAILABLE),
                // Not on a list: counted, so that it ends.
                row(new DataIntegrityViolationException("0x00"), Attempt.class, ErrorCode.EXTRACTION_ERROR),
                row(new IllegalStateException(), Attempt.class, ErrorCode.EXTRACTION_ERROR),
                row(new StackOverflowError(), Attempt.class, ErrorCode.EXTRACTION_ERROR),
                row(new NoClassDefFoundError(), Attempt.class, ErrorCode.EXTRACTION_ERROR));
    }

    private static @Nullable Throwable failureOfFetch(InMemoryObjectStore objects, String key) {
        return objects.fetch(key, Path.of("unused")).materialize().block().getThrowable();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void sortsByClosedList(Throwable cause, Class<? extends ExtractionFailure> kind, ErrorCode code) {
        assertThat(FailurePolicy.sort(cause)).isInstanceOf(kind);
        assertThat(FailurePolicy.sort(cause).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(RejectionCode.class)
    void unreadableDocumentKeepsItsCode(RejectionCode rejection) {
        assertThat(FailurePolicy.sort(new UnreadableDocument(rejection, "at page 1")))
                .isInstanceOfSatisfying(Document.class, failure -> {
                    assertThat(failure.code().wireName()).isEqualTo(rejection.wireCode());
                    assertThat(failure.detail()).isEqualTo(rejection.sentence());
                });
    }

    @Test
    void documentFailureEndsTheJob() {
        Job job = SampleJobs.job(1, 0, 0);
        assertThat(outcome(job, new ReservationRefused(ErrorCode.QUOTA_EXCEEDED, "Full.")))
                .isEqualTo(new Outcome.Failed(new ExtractionFailed(
                        job.batchId(), job.documentId(), "alice", 1, "quota_exceeded", "Full.", SampleJobs.NOW)));
    }

    @Test
    void attemptIsRetriedWithBackoffThenFails() {
        var unusable = new UnusableReply("no JSON");
        assertThat(outcome(SampleJobs.job(1, 0, 0), unusable)).isEqualTo(counted(1));
        assertThat(outcome(SampleJobs.job(2, 0, 0), unusable)).isEqualTo(counted(2));
        assertThat(outcome(SampleJobs.job(3, 0, 0), unusable)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void transientFailureIsNotCounted() {
        var closed = new ReaderUnavailable("closed", null);
        assertThat(outcome(SampleJobs.job(3, 4, 60), closed))
                .isEqualTo(new Outcome.Retry(Duration.ofSeconds(16), false, ErrorCode.READER_UNAVAILABLE));
    }

    @Test
    void transientFailureEndsAfterItsAge() {
        var closed = new ReaderUnavailable("closed", null);
        assertThat(outcome(SampleJobs.job(1, 900, DAY.toSeconds() - 1), closed)).isInstanceOf(Outcome.Retry.class);
        assertThat(outcome(SampleJobs.job(1, 900, DAY.toSeconds()), closed))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.event().code()).isEqualTo("dependency_unavailable"));
    }

    @Test
    void retryAfterIsTheMinimum() {
        assertThat(outcome(SampleJobs.job(), throttled(Duration.ofSeconds(30)))).isEqualTo(wait(30));
        assertThat(outcome(SampleJobs.job(1, 6, 60), throttled(Duration.ofSeconds(30))))
                .isEqualTo(wait(64));
    }

    @Test
    void blockedAccountIsProbedEachMinute() {
        assertThat(outcome(SampleJobs.job(), model(Kind.ACCOUNT, ErrorCode.MODEL_ACCOUNT)))
                .isEqualTo(new Outcome.Retry(Duration.ofMinutes(1), false, ErrorCode.MODEL_ACCOUNT));
    }

    private Outcome outcome(Job job, Throwable cause) {
        return policy.outcome(job, cause, SampleJobs.NOW);
    }

    private static Outcome counted(int seconds) {
        return new Outcome.Retry(Duration.ofSeconds(seconds), true, ErrorCode.MODEL_OUTPUT);
    }

    private static Outcome wait(int seconds) {
        return new Outcome.Retry(Duration.ofSeconds(seconds), false, ErrorCode.MODEL_THROTTLED);
    }

    private static Arguments row(@Nullable Throwable cause, Class<? extends ExtractionFailure> kind, ErrorCode code) {
        return Arguments.of(cause, kind, code);
    }

    private static ModelFailure model(Kind kind, ErrorCode code) {
        return new ModelFailure(kind, code, "It failed.", null, null);
    }

    private static ModelFailure throttled(Duration retryAfter) {
        return new ModelFailure(Kind.THROTTLED, ErrorCode.MODEL_THROTTLED, "Busy.", retryAfter, null);
    }

    private static Throwable invalidSchema() {
        return catchThrowable(() -> DataSchema.compile("{\"$ref\":\"#\"}"));
    }

    private static CallNotPermittedException openCircuit() {
        CircuitBreaker circuit = CircuitBreaker.ofDefaults("model");
        circuit.transitionToOpenState();
        return CallNotPermittedException.createCallNotPermittedException(circuit);
    }
}
