package io.ingestio.export.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

    @Test
    void jsonNumbersAreNumbers() {
        assertThat(cell("12.50")).isEqualTo(new Cell.Numeric(new BigDecimal("12.50")));
        assertThat(cell("-7")).isEqualTo(new Cell.Numeric(new BigDecimal("-7")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "12.50", "1e3", "+49 228 1"})
    void textThatLooksLikeANumberStaysText(String text) {
        assertThat(cell('"' + text + '"')).isEqualTo(new Cell.Text(text));
    }

    /** Written out, one of them would fill the memory. */
    @ParameterizedTest
    @ValueSource(strings = {"1e2147483647", "1e-2147483000", "-1e1000"})
    void numbersOfTooManyDigitsAreText(String number) {
        assertThat(cell(number)).isInstanceOf(Cell.Text.class);
    }

    @Test
    void isoDatesAreDates() {
        assertThat(cell("\"2026-03-01\"")).isEqualTo(new Cell.Date(LocalDate.of(2026, 3, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-02-30", "2026-13-01", "01.03.2026", "2026-3-1", "2026-03-01T10:00:00Z", " 2026-03-01"})
    void otherDatesStayText(String text) {
        assertThat(cell('"' + text + '"')).isEqualTo(new Cell.Text(text));
    }

    @Test
    void booleansAreTruthValues() {
        assertThat(cell("true")).isEqualTo(new Cell.Truth(true));
        assertThat(cell("false")).isEqualTo(new Cell.Truth(false));
    }

    @Test
    void nullIsEmpty() {
        assertThat(cell("null")).isEqualTo(Cell.EMPTY);
    }

    @Test
    void structuresBecomeJsonText() {
        assertThat(cell("{\"a\": [1, 2]}")).isEqualTo(new Cell.Text("{\"a\":[1,2]}"));
        assertThat(cell("[\"x\"]")).isEqualTo(new Cell.Text("[\"x\"]"));
    }

    private static Cell cell(String json) {
        return Cell.of(Fields.tree(json));
    }
}
