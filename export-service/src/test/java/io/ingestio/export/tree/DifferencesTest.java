package io.ingestio.export.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1} | {\"a\":1} | ``",
                "{\"a\":1} | {\"a\":2} | changed /a 1>2",
                "{\"a\":12.5} | {\"a\":12.50} | changed /a 12.5>12.50",
                "{\"a\":1} | {\"b\":1} | removed /a 1>null, added /b null>1",
                "{\"a\":null} | {\"a\":\"x\"} | changed /a null>\"x\"",
                "{\"a\":[1,2,3]} | {\"a\":[0,1,2,3]} | added /a/0 null>0",
                "{\"a\":[1,2,3]} | {\"a\":[1,3]} | removed /a/1 2>null",
                "{\"a\":[1,2,3]} | {\"a\":[3,1,2]} | moved /a/0 3>3 from /a/2",
                "{\"a\":[{\"n\":1,\"q\":1},{\"n\":2,\"q\":2}]} | {\"a\":[{\"n\":1,\"q\":5},{\"n\":2,\"q\":2}]} | changed /a/0/q 1>5",
                "{\"a\":[{\"n\":1},{\"n\":2},{\"n\":3}]} | {\"a\":[{\"n\":1},{\"n\":9},{\"n\":3},{\"n\":4}]} | changed /a/1/n 2>9, added /a/3 null>{\"n\":4}",
                "{\"a\":{\"b\":{}}} | {\"a\":{\"b\":[]}} | changed /a/b {}>[]",
                "{\"a/b\":{\"~\":1}} | {\"a/b\":{\"~\":2}} | changed /a~1b/~0 1>2"
            })
    void namesEachChangeWithBothValues(String before, String after, String expected) {
        assertThat(said(Differences.between(before, after, 100).changes())).isEqualTo(expected);
    }

    @Test
    void numberOfChangesIsBounded() {
        String before = array(0, 5_000, 0);
        String after = array(0, 5_000, 1);

        Differences found = Differences.between(before, after, Differences.MOST);

        assertThat(found.changes()).hasSize(Differences.MOST);
        assertThat(found.truncated()).isTrue();
        assertThat(Differences.between(before, before, 10)).isEqualTo(new Differences(List.of(), false));
    }

    /** The first and the last item differ: what is between them cannot be left out. */
    @Test
    @Timeout(20)
    void longArraysAreComparedInLinearTime() {
        String same = "0,".repeat(400_000);

        Differences found = Differences.between("{\"a\":[1," + same + "1]}", "{\"a\":[2," + same + "2]}", 10);

        assertThat(said(found.changes())).isEqualTo("changed /a/0 1>2, changed /a/400001 1>2");
        assertThat(found.truncated()).isFalse();
    }

    /** 400 arrays of 1,000 items, each with two that changed places: 400 million pairs. */
    @Test
    @Timeout(20)
    void workIsBounded() {
        String middle = IntStream.range(2, 1_000).mapToObj(String::valueOf).collect(Collectors.joining(","));

        Differences found = Differences.between(
                "[" + ("[0," + middle + ",1],").repeat(400) + "0]",
                "[" + ("[1," + middle + ",0],").repeat(400) + "1]",
                1_000);

        assertThat(found.truncated()).isTrue();
        assertThat(found.changes()).isNotEmpty().hasSizeLessThan(800);
    }

    @Test
    void pointersAreBoundedTogether() {
        String name = "n".repeat(600_000);

        Differences found = Differences.between("{\"" + name + "\":[0,0,0]}", "{\"" + name + "\":[1,2,3]}", 10);

        assertThat(found.changes()).hasSize(2);
        assertThat(found.truncated()).isTrue();
    }

    @Test
    void stopsWhenItIsInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThat(Differences.between("{\"a\":1}", "{\"a\":2}", 10)).isEqualTo(new Differences(List.of(), true));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void longValuesAreLeftOut() {
        Differences found = Differences.between("{\"a\":\"\"}", "{\"a\":\"" + "x".repeat(3_000) + "\"}", 10);

        assertThat(found.changes()).containsExactly(new Difference("changed", "/a", null, "\"\"", null, true));
    }

    private static String array(int from, int to, int plus) {
        return IntStream.range(from, to)
                .mapToObj(i -> String.valueOf(i * 2 + plus))
                .collect(Collectors.joining(",", "{\"a\":[", "]}"));
    }

    private static String said(List<Difference> changes) {
        return changes.stream()
                .map(change -> change.kind() + " " + change.pointer() + " " + change.before() + ">" + change.after()
                        + (change.from() == null ? "" : " from " + change.from()))
                .collect(Collectors.joining(", "));
    }
}
