package io.ingestio.export.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuilderTest {

    @Test
    void waitsLongerAfterEachFailureUpToAMinute() {
        assertThat(Stream.of(1, 2, 5, 7, 60)
                        .map(attempt -> Builder.waitAfter(attempt).toSeconds()))
                .containsExactly(1L, 2L, 16L, 60L, 60L);
    }
}
