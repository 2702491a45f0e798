package io.ingestio.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFormatTest {

    @ParameterizedTest
    @EnumSource
    void formatIsReadFromItsWireName(ExportFormat format) {
        assertThat(ExportFormat.of(format.wireName())).hasValue(format);
    }

    @ParameterizedTest
    @EnumSource
    void typeIsReadFromItsWireName(ExportType type) {
        assertThat(ExportType.of(type.wireName())).hasValue(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pdf", "CSV", "csv ", "null"})
    void otherNamesAreUnknown(String name) {
        assertThat(ExportFormat.of(name)).isEmpty();
        assertThat(ExportType.of(name)).isEmpty();
    }

    @Test
    void typesAreNormalAndMultiRow() {
        assertThat(ExportType.NORMAL.wireName()).isEqualTo("normal");
        assertThat(ExportType.MULTI_ROW.wireName()).isEqualTo("multi_row");
    }
}
