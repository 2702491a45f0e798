package io.ingestio.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsTest {

    private record Line(
            String name, @Nullable Integer pages, @Nullable Instant at) {}

    private static final List<Line> LINES =
            List.of(new Line("a", 1, Instant.parse("2026-01-01T00:00:00Z")), new Line("b", null, null));

    @Test
    void columnKeepsOrderAndNulls() {
        assertThat(Rows.column(LINES, Line::name, String.class)).containsExactly("a", "b");
        assertThat(Rows.column(LINES, Line::pages, Integer.class)).containsExactly(1, null);
    }

    @Test
    void columnKeepsItsTypeWithoutRows() {
        assertThat(Rows.column(List.<Line>of(), Line::pages, Integer.class))
                .isInstanceOf(Integer[].class)
                .isEmpty();
    }

    @Test
    void instantsAreInUtc() {
        assertThat(Rows.instants(LINES, Line::at)).containsExactly(OffsetDateTime.parse("2026-01-01T00:00:00Z"), null);
    }
}
