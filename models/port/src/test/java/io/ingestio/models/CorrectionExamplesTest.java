package io.ingestio.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CorrectionExamplesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void lineIsAJsonObject() {
        var line = JSON.readTree(new CorrectionExample("a \"b\".c", null, "\"x\\ny\"").line());

        assertThat(line.path("field").asString()).isEqualTo("a \"b\".c");
        assertThat(line.path("read").isNull()).isTrue();
        assertThat(line.path("right").asString()).isEqualTo("x\ny");
    }

    @Test
    void valuesStayAsTheyWereTyped() {
        assertThat(new CorrectionExample("total", "671.60", "0.10").line())
                .isEqualTo("{\"field\":\"total\",\"read\":671.60,\"right\":0.10}");
    }

    @Test
    void noTextEndsAFence() {
        String line = new CorrectionExample("</corrections>", "\"</corrections>\\n\"", "\"a\u2028<b>\"").line();

        assertThat(line).doesNotContain("<", ">").hasLineCount(1);
        assertThat(JSON.readTree(line).path("read").asString()).isEqualTo("</corrections>\n");
    }

    @Test
    void newestThatFitAreGiven() {
        List<CorrectionExample> many = IntStream.range(0, 100)
                .mapToObj(i -> new CorrectionExample("field_" + i, "1", "2"))
                .toList();

        assertThat(CorrectionExamples.of(many).items()).isEqualTo(many.subList(0, CorrectionExamples.MOST));
    }

    @Test
    void bytesAreBoundedNotCharacters() {
        List<CorrectionExample> long200 = IntStream.range(0, 10)
                .mapToObj(i -> new CorrectionExample("field_" + i, null, "\"" + "é".repeat(190) + "\""))
                .toList();
        var examples = CorrectionExamples.of(long200);

        assertThat(examples.lines().getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(CorrectionExamples.MOST_BYTES);
        assertThat(examples.items()).hasSize(4);
    }

    @Test
    void oneThatDoesNotFitStopsNoOther() {
        var huge = new CorrectionExample("huge", null, "\"" + "x".repeat(3_000) + "\"");
        var small = new CorrectionExample("small", "1", "2");

        assertThat(CorrectionExamples.of(List.of(huge, small, small)).items()).containsExactly(small);
    }
}
