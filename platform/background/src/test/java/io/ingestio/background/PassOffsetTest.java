package io.ingestio.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassOffsetTest {

    private static final int LIMIT = 5;

    private final PassOffset offset = new PassOffset();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 12, 40})
    void rowsThatStayStopNoOther(int stuck) {
        List<Integer> rows = new ArrayList<>(IntStream.range(0, 40).boxed().toList());

        long found;
        do {
            found = portion(rows, stuck);
        } while (found == LIMIT);

        assertThat(rows).hasSize(stuck).allMatch(row -> row < stuck);
        assertThat(offset.get()).isZero();
    }

    /** The oldest rows, those below {@code stuck}, cannot be deleted. */
    private long portion(List<Integer> rows, int stuck) {
        List<Integer> tried = rows.stream().skip(offset.get()).limit(LIMIT).toList();
        List<Integer> deleted = tried.stream().filter(row -> row >= stuck).toList();
        rows.removeAll(deleted);
        return offset.advance(tried.size(), deleted.size(), LIMIT);
    }
}
