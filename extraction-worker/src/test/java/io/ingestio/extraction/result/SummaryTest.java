package io.ingestio.extraction.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.DataSummary;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What an event says of data that it may not carry. */
class SummaryTest {

    private final Map<String, @Nullable Object> data = new LinkedHashMap<>();

    @Test
    void namesScalarsAndCountsItemsInOrder() {
        data.put("number", "R-7");
        data.put("due", null);
        data.put("vendor", Map.of("name", "Northwind"));
        data.put("items", List.of(1, 2, 3));
        data.put("total", new BigDecimal("12.50"));
        data.put("paid", true);
        data.put("notes", List.of());
        data.put("pages", 2);
        data.put("currency", "EUR");
        data.put("sixth", "is left out");

        DataSummary summary = Summary.of(data);

        assertThat(summary.fields())
                .containsExactly(
                        Map.entry("number", "R-7"),
                        Map.entry("total", "12.50"),
                        Map.entry("paid", "true"),
                        Map.entry("pages", "2"),
                        Map.entry("currency", "EUR"));
        assertThat(summary.items()).containsExactly(Map.entry("items", 3), Map.entry("notes", 0));
    }

    @Test
    void longNamesAndValuesAreCut() {
        data.put("n".repeat(1_000), "v".repeat(1_000_000));
        data.put("a".repeat(1_000), List.of(1));

        DataSummary summary = Summary.of(data);

        assertThat(summary.fields()).containsExactly(Map.entry("n".repeat(100), "v".repeat(200)));
        assertThat(summary.items()).containsExactly(Map.entry("a".repeat(100), 1));
    }

    @Test
    void cutNeverSplitsASurrogatePair() {
        data.put("x", "v".repeat(199) + "😀");

        assertThat(Summary.of(data).fields()).containsExactly(Map.entry("x", "v".repeat(199)));
    }

    @Test
    void firstOfEqualCutNamesCounts() {
        data.put("n".repeat(100) + "1", "first");
        data.put("n".repeat(100) + "2", "second");

        assertThat(Summary.of(data).fields()).containsExactly(Map.entry("n".repeat(100), "first"));
    }

    @Test
    void hostileDataHaveABoundedSummary() {
        for (int i = 0; i < 5_000; i++) {
            data.put(i + "\u0001".repeat(500), "\u0001".repeat(500));
            data.put("a" + i + "\u0001".repeat(500), List.of(i));
        }

        DataSummary summary = Summary.of(data);

        assertThat(summary.fields()).hasSize(5);
        assertThat(summary.items()).hasSize(20);
        String encoded = new JsonMapper().writeValueAsString(summary);
        assertThat(encoded.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(32 * 1024);
    }
}
