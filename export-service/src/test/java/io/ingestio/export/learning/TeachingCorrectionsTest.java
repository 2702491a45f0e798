package io.ingestio.export.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.ExportEvent.DocumentCorrected;
import io.ingestio.contracts.ExportEvent.DocumentCorrected.Corrected;
import io.ingestio.export.correction.CorrectionRow;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TeachingCorrectionsTest {

    private static final String LONG = "\"" + "x".repeat(DocumentCorrected.MOST_CHARACTERS) + "\"";

    @Test
    void shortValuesTeach() {
        assertThat(TeachingCorrections.of(List.of(
                        row("total", "changed", "12.50", "671.60"),
                        row("date", "added", null, "\"2026-05-01\""),
                        row("note", "removed", "\"x\"", null))))
                .containsExactly(
                        new Corrected("total", "12.50", "671.60"),
                        new Corrected("date", null, "\"2026-05-01\""),
                        new Corrected("note", "\"x\"", null));
    }

    /** A null that stands for a long value is not taken for a missing one. */
    @Test
    void longValuesTeachNothing() {
        assertThat(TeachingCorrections.of(List.of(
                        row("a", "changed", LONG, "1"),
                        row("b", "changed", "1", LONG),
                        row("c", "changed", null, "1"),
                        row("d", "added", null, LONG),
                        row("e", "removed", null, null))))
                .isEmpty();
    }

    @Test
    void fewOfEachFieldAndOfAll() {
        List<CorrectionRow> column = IntStream.range(0, 500)
                .mapToObj(i -> row("items.qty", "changed", "1", String.valueOf(i)))
                .toList();
        List<CorrectionRow> fields = IntStream.range(0, 500)
                .mapToObj(i -> row("field" + i, "changed", "1", "2"))
                .toList();

        assertThat(TeachingCorrections.of(column)).hasSize(TeachingCorrections.MOST_OF_A_FIELD);
        assertThat(TeachingCorrections.of(fields)).hasSize(DocumentCorrected.MOST_CORRECTIONS);
    }

    private static CorrectionRow row(String field, String kind, @Nullable String before, @Nullable String after) {
        return new CorrectionRow(field, "/" + field, kind, before, after);
    }
}
