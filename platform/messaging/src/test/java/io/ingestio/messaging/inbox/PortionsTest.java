package io.ingestio.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PortionsTest {

    @Test
    void portionsStayBelowTheLimit() {
        assertThat(Portions.of(List.of(3, 3, 4, 1, 10, 2), 10, Integer::longValue))
                .containsExactly(List.of(3, 3, 4), List.of(1), List.of(10), List.of(2));
    }

    @Test
    void oversizedElementIsAlone() {
        assertThat(Portions.of(List.of(1, 50, 1), 10, Integer::longValue))
                .containsExactly(List.of(1), List.of(50), List.of(1));
    }

    @Test
    void nothingHasNoPortions() {
        assertThat(Portions.of(List.<Integer>of(), 10, Integer::longValue)).isEmpty();
    }
}
