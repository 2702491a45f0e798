package io.ingestio.export.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrayFieldUnknownTest {

    @Test
    void picksTheRequestedArray() {
        assertThat(ArrayFieldUnknown.require("lines", List.of("items", "lines")))
                .isEqualTo("lines");
    }

    @Test
    void picksTheMostCommonArrayByDefault() {
        assertThat(ArrayFieldUnknown.require(null, List.of("items", "lines"))).isEqualTo("items");
    }

    @Test
    void rejectsUnknownArrayAndNamesTheOthers() {
        assertThatThrownBy(() -> ArrayFieldUnknown.require("rows", List.of("items", "lines")))
                .isInstanceOfSatisfying(ArrayFieldUnknown.class, unknown -> {
                    assertThat(unknown.arrays()).containsExactly("items", "lines");
                    assertThat(unknown.detail()).contains("items, lines");
                });
    }

    @Test
    void rejectsDocumentsWithoutAnyArray() {
        assertThatThrownBy(() -> ArrayFieldUnknown.require(null, List.of())).hasMessageContaining("no list of items");
    }

    @Test
    void namesSomeOfVeryManyArrays() {
        List<String> many = IntStream.range(0, 60).mapToObj(i -> "a" + i).toList();

        assertThatThrownBy(() -> ArrayFieldUnknown.require("rows", many)).hasMessageContaining("a49, and 10 more.");
    }

    @Test
    void mostCommonArrayComesFirst() {
        var arrays = new ArrayFields();
        arrays.include(Fields.of(Fields.tree("{\"a\": [], \"b\": [1]}")));
        arrays.include(Fields.of(Fields.tree("{\"b\": [], \"c\": {\"d\": []}}")));

        assertThat(arrays.mostCommonFirst()).containsExactly("b", "a", "c.d");
        assertThat(arrays.inOrder()).containsExactly("a", "b", "c.d");
    }
}
