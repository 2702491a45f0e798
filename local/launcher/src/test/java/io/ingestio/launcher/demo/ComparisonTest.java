package io.ingestio.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ComparisonTest {
    private static final Map<String, Object> EXPECTED = Map.of(
            "number",
            "INV 7",
            "date",
            LocalDate.of(2026, 3, 1),
            "total",
            new BigDecimal("12.50"),
            "lines",
            List.of(Map.of("amount", new BigDecimal("12.50"))));

    @Test
    void equalValuesMayBeWrittenDifferently() {
        var comparison =
                of("{'number':'inv  7','date':'2026-03-01','total':12.5,'lines':[{'amount':12.500}],'more':true}");

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.compared()).isEqualTo(5);
    }

    @Test
    void namesEachValueThatDiffersOrIsMissing() {
        var comparison = of("{'number':'INV 7','date':'2026-01-03','lines':[{'amount':1}]}");

        assertThat(comparison.differences())
                .containsExactlyInAnyOrder(
                        "date: expected 2026-03-01, got \"2026-01-03\"",
                        "total: expected 12.50, got nothing",
                        "lines[1].amount: expected 12.50, got 1");
    }

    @Test
    void aLostRowIsADifference() {
        assertThat(of("{'number':'INV 7','date':'2026-03-01','total':12.5,'lines':[]}")
                        .differences())
                .contains("lines: expected 1 rows, got 0");
    }

    private static Comparison of(String json) {
        return Comparison.of(EXPECTED, JsonMapper.shared().readTree(json.replace('\'', '"')));
    }
}
