package io.ingestio.contracts.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservationStateTest {

    @ParameterizedTest
    @CsvSource({
        // from, reserved, committed, released, expired
        "RESERVED,  false, true,  true,  true",
        "COMMITTED, false, false, false, false",
        "RELEASED,  false, false, false, false",
        "EXPIRED,   true,  true,  true,  false",
    })
    void allowsOnlyTheseTransitions(
            ReservationState from, boolean reserved, boolean committed, boolean released, boolean expired) {
        assertThat(from.next().contains(ReservationState.RESERVED)).isEqualTo(reserved);
        assertThat(from.next().contains(ReservationState.COMMITTED)).isEqualTo(committed);
        assertThat(from.next().contains(ReservationState.RELEASED)).isEqualTo(released);
        assertThat(from.next().contains(ReservationState.EXPIRED)).isEqualTo(expired);
    }

    @Test
    void onlyCommittedAndReleasedAreFinal() {
        assertThat(ReservationState.values())
                .filteredOn(ReservationState::isFinal)
                .containsExactly(ReservationState.COMMITTED, ReservationState.RELEASED);
    }

    @Test
    void answersAreReadFromTheirWireNames() {
        assertThat(new ReservationAnswer(new java.util.UUID(1, 2), "insufficient", 0, "day").result())
                .isEqualTo(ReservationAnswer.Result.INSUFFICIENT);
    }
}
