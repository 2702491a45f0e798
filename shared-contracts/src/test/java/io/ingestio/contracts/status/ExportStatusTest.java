package io.ingestio.contracts.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExportStatusTest {

    @ParameterizedTest
    @CsvSource({
        // from, queued, processing, completed, failed
        "QUEUED,     false, true,  false, false",
        "PROCESSING, true,  true,  true,  true",
        "COMPLETED,  false, false, false, false",
        "FAILED,     false, false, false, false",
    })
    void allowsOnlyTheseTransitions(
            ExportStatus from, boolean queued, boolean processing, boolean completed, boolean failed) {
        assertThat(from.next().contains(ExportStatus.QUEUED)).isEqualTo(queued);
        assertThat(from.next().contains(ExportStatus.PROCESSING)).isEqualTo(processing);
        assertThat(from.next().contains(ExportStatus.COMPLETED)).isEqualTo(completed);
        assertThat(from.next().contains(ExportStatus.FAILED)).isEqualTo(failed);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED"})
    void terminalStatusHasNoNext(ExportStatus status) {
        assertThat(status.isTerminal()).isTrue();
    }
}
