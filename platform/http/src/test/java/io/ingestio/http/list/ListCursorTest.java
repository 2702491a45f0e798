package io.ingestio.http.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and their cursors. */
class ListCursorTest {

    private enum Key {
        NAME,
        SIZE
    }

    private static final Sort<Key> USUAL = Sort.descending(Key.SIZE);

    @Test
    void readsTheCursorsItWrites() {
        var cursor = new ListCursor(Arrays.asList("Öl = 5 / \n", null, "", "0-1"));

        assertThat(ListCursor.decode(cursor.encode("list"), "list")).isEqualTo(cursor);
        assertThat(ListCursor.decode(null, "list")).isEqualTo(ListCursor.START);
        assertThat(ListCursor.START.isStart()).isTrue();
        assertThat(cursor.isStart()).isFalse();
    }

    @Test
    void refusesACursorOfAnotherList() {
        String cursor = new ListCursor(List.of("a")).encode("sort=name");

        assertThatThrownBy(() -> ListCursor.decode(cursor, "sort=-name"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_CURSOR);
                    assertThat(problem).hasMessageContaining("another sort or filter");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "!!!!", "MjAyNg", "YQBi", "MAA9YQBi"})
    void refusesACursorThatItDidNotWrite(String text) {
        assertThatThrownBy(() -> ListCursor.decode(text, "list"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_CURSOR));
    }

    @ParameterizedTest
    @CsvSource({"name, NAME, false", "-name, NAME, true", "size, SIZE, false"})
    void readsAnOrder(String text, Key key, boolean descending) {
        Sort<Key> sort = Sort.of(text, USUAL);

        assertThat(sort).isEqualTo(new Sort<>(key, descending));
        assertThat(sort.wireName()).isEqualTo(text);
        assertThat(Sort.of(null, USUAL)).isEqualTo(USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "Name", "--name", "name;drop", "other"})
    void refusesAnUnknownOrder(String text) {
        assertThatThrownBy(() -> Sort.of(text, USUAL))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("[name, size]");
    }
}
