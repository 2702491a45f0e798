package io.ingestio.export.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ingestio.background.Backoff;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.status.ExportStatus;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportImpossible;
import io.ingestio.export.format.ExportType;
import io.ingestio.export.rows.ArrayFieldUnknown;
import io.ingestio.export.selection.WantedExport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailurePolicyTest {

    private static final FailurePolicy POLICY =
            new FailurePolicy(3, Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(3)));

    @ParameterizedTest
    @CsvSource({"1,1", "2,2"})
    void retriesWithBackoff(int attempt, int seconds) {
        assertThat(POLICY.afterFailure(job(attempt), new IOException("disk full")))
                .isEqualTo(new Outcome.Retry(Duration.ofSeconds(seconds)));
    }

    @Test
    void failsAfterTheLastAttempt() {
        assertThat(POLICY.afterFailure(job(3), new IllegalStateException("boom")))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(ErrorCode.EXPORT_FAILED));
    }

    @Test
    void retriesErrorsToo() {
        assertThat(POLICY.afterFailure(job(1), new StackOverflowError())).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void failsAtOnceWhenTheFormatCannotHoldIt() {
        var impossible = new ExportImpossible(ErrorCode.TOO_MANY_ROWS, "An Excel sheet holds fewer rows.");

        assertThat(POLICY.afterFailure(job(1), impossible))
                .isEqualTo(new Outcome.Failed(ErrorCode.TOO_MANY_ROWS, "An Excel sheet holds fewer rows."));
    }

    @Test
    void namesTheArraysWhenNoneFits() {
        ArrayFieldUnknown unknown =
                catchThrowableOfType(ArrayFieldUnknown.class, () -> ArrayFieldUnknown.require("x", List.of("items")));

        assertThat(POLICY.afterFailure(job(1), unknown))
                .isEqualTo(new Outcome.Failed(ErrorCode.ARRAY_FIELD_UNKNOWN, unknown.detail()));
    }

    @Test
    void failsExportsThatKillTheirBuilders() {
        assertThat(POLICY.beforeAttempt(job(3))).isEmpty();
        assertThat(POLICY.beforeAttempt(job(4)))
                .hasValueSatisfying(outcome -> assertThat(outcome.meterTag()).isEqualTo("crash_loop"));
    }

    @Test
    void everyOutcomeIsALegalTransition() {
        List<Outcome> outcomes = List.of(
                new Outcome.Completed("key", 1, 1, List.of(), "{}", "f", List.of()),
                new Outcome.Failed(ErrorCode.EXPORT_FAILED, "No."),
                new Outcome.Retry(Duration.ofSeconds(1)));

        assertThat(outcomes).extracting(Outcome::status).allMatch(ExportStatus.PROCESSING.next()::contains);
        assertThat(outcomes).extracting(Outcome::meterTag).containsExactly("completed", "export_failed", "retried");
    }

    @Test
    void eachLeaseHasItsOwnFile() {
        assertThat(job(1).fileKey()).isEqualTo("exports/u/id-7.csv");
        assertThat(job(1).fileKey(6)).isEqualTo("exports/u/id-6.csv");
    }

    private static ExportJob job(int attempt) {
        UUID id = new UUID(1, 2);
        WantedExport wanted = WantedExport.stored(id, null, null, ExportFormat.CSV, ExportType.NORMAL, null, null);
        return new ExportJob(id, "u", wanted, "exports/u/id.csv", attempt, 7);
    }
}
