package io.ingestio.reader.parent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({"20, DOCUMENT", "15, DOCUMENT", "14, MACHINE", "5, MACHINE", "0, MACHINE"})
    void lateChildIsJudgedByItsProcessorTime(long seconds, Loss loss) {
        assertThat(Loss.outOfTime(Duration.ofSeconds(seconds), LIMIT)).isEqualTo(loss);
    }

    @ParameterizedTest
    @CsvSource({"3, DOCUMENT", "1, CRASH", "0, CRASH", "134, CRASH", "139, CRASH", "137, MACHINE", "143, MACHINE"})
    void deadChildIsJudgedByItsExitCode(int code, Loss loss) {
        assertThat(Loss.exited(OptionalInt.of(code), false)).isEqualTo(loss);
    }

    @Test
    void childWithoutMemoryIsTheMachines() {
        assertThat(Loss.exited(OptionalInt.of(1), true)).isEqualTo(Loss.MACHINE);
        assertThat(Loss.exited(OptionalInt.of(3), true)).isEqualTo(Loss.DOCUMENT);
    }

    @Test
    void protocolViolationIsTheDocuments() {
        assertThat(Loss.exited(OptionalInt.empty(), false)).isEqualTo(Loss.DOCUMENT);
    }
}
