package io.ingestio.http.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PageTest {

    @Test
    void namesTheNextPageOnlyWhereThereIsOne() {
        assertThat(read(2, "a", "b", "c")).isEqualTo(new Page<>(List.of("a", "b"), "after-b"));
        assertThat(read(2, "a", "b")).isEqualTo(new Page<>(List.of("a", "b"), null));
        assertThat(read(2)).isEqualTo(new Page<>(List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101, Integer.MAX_VALUE})
    void refusesALimitOutsideItsRange(int limit) {
        assertThatThrownBy(() -> read(limit, "a")).isInstanceOf(Problem.class);
    }

    @Test
    void readsTheCursorsItWrites() {
        var cursor = new Cursor(Instant.parse("2026-03-01T10:00:00.123456Z"), UUID.randomUUID());
        assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!!", "MjAyNg", "bm90LWEtdGltZS9ub3QtYW4taWQ"})
    void refusesACursorThatItDidNotWrite(String text) {
        assertThatThrownBy(() -> Cursor.decode(text))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_CURSOR));
    }

    @Test
    void countsOnlyWhereThereIsAnotherPage() {
        Page<String> whole = read(2, "a", "b")
                .counted(true, rows -> Mono.error(new AssertionError("counted")))
                .block();
        assertThat(whole.total()).isEqualTo(2);
        assertThat(whole.totalCapped()).isFalse();

        Page<String> part = read(1, "a", "b")
                .counted(true, rows -> Mono.just(Math.min(rows, 70L)))
                .block();
        assertThat(part.total()).isEqualTo(70);
        assertThat(part.totalCapped()).isFalse();
        Page<String> large = read(1, "a", "b")
                .counted(false, rows -> Mono.just(Math.min(rows, 5_000L)))
                .block();
        assertThat(large.total()).isEqualTo(Page.COUNTED);
        assertThat(large.totalCapped()).isTrue();
    }

    private static Page<String> read(int limit, String... rows) {
        return Page.read(limit, atMost -> Flux.just(rows).take(atMost), item -> "after-" + item)
                .block();
    }
}
