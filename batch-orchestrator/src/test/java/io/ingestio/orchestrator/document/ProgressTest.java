package io.ingestio.orchestrator.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.status.DocumentStatus;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProgressTest {

    /** Every move within a run. */
    @ParameterizedTest
    @CsvSource({
        "UPLOADED,   UPLOADED,   UPLOADED",
        "UPLOADED,   PROCESSING, PROCESSING",
        "UPLOADED,   COMPLETED,  COMPLETED",
        "UPLOADED,   FAILED,     FAILED",
        "UPLOADED,   CANCELLED,  CANCELLED",
        "PROCESSING, UPLOADED,   PROCESSING",
        "PROCESSING, PROCESSING, PROCESSING",
        "PROCESSING, COMPLETED,  COMPLETED",
        "PROCESSING, FAILED,     FAILED",
        "PROCESSING, CANCELLED,  CANCELLED",
        "COMPLETED,  UPLOADED,   COMPLETED",
        "COMPLETED,  PROCESSING, COMPLETED",
        "COMPLETED,  COMPLETED,  COMPLETED",
        "COMPLETED,  FAILED,     COMPLETED",
        "COMPLETED,  CANCELLED,  COMPLETED",
        "FAILED,     UPLOADED,   FAILED",
        "FAILED,     PROCESSING, FAILED",
        "FAILED,     COMPLETED,  FAILED",
        "FAILED,     FAILED,     FAILED",
        "FAILED,     CANCELLED,  FAILED",
        "CANCELLED,  UPLOADED,   CANCELLED",
        "CANCELLED,  PROCESSING, CANCELLED",
        "CANCELLED,  COMPLETED,  CANCELLED",
        "CANCELLED,  FAILED,     CANCELLED",
        "CANCELLED,  CANCELLED,  CANCELLED"
    })
    void movesOnlyForwardWithinARun(DocumentStatus from, DocumentStatus to, DocumentStatus result) {
        assertThat(Progress.of(1, from).advancedTo(Progress.of(1, to)).status()).isEqualTo(result);
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(DocumentStatus.values())
                .flatMap(a -> Arrays.stream(DocumentStatus.values()).map(b -> Arguments.of(a, b)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void laterRunReplacesAnyState(DocumentStatus earlier, DocumentStatus later) {
        Progress first = Progress.of(1, earlier);
        Progress second = Progress.of(2, later);

        assertThat(first.advancedTo(second)).isEqualTo(second);
        assertThat(second.advancedTo(first)).isEqualTo(second);
    }

    @Test
    void keepsThePromptOfItsRunOnly() {
        Progress uploaded = Progress.of(1, DocumentStatus.UPLOADED).withPrompt("the total");

        assertThat(uploaded.advancedTo(Progress.of(1, DocumentStatus.PROCESSING))
                        .prompt())
                .isEqualTo("the total");
        assertThat(Progress.of(1, DocumentStatus.PROCESSING)
                        .advancedTo(uploaded)
                        .prompt())
                .isEqualTo("the total");
        assertThat(uploaded.advancedTo(Progress.of(2, DocumentStatus.PROCESSING))
                        .prompt())
                .isNull();
    }
}
