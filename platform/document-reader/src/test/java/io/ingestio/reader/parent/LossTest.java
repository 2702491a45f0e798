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
    @CsvSource({"20, DOCUMENT", "5, DOCUMENT", "4, MACHINE", "0, MACHINE"})
    void lateChildIsJudgedByItsProcessorTime(long seconds, Loss loss) {
        assertThat(Loss.outOfTime(Duration.ofSeconds(seconds), LIMIT)).isEqualTo(loss);
    }

    @ParameterizedTest
    @CsvSource({
        "3, DOCUMENT",
        "1, DOCUMENT",
        "0, DOCUMENT",
        "134, DOCUMENT",
        "139, DOCUMENT",
        "137, MACHINE",
        "143, MACHINE"
    })
    void deadChildIsJudgedByItsExitCode(int code, Loss loss) {
        assertThat(Loss.exited(OptionalInt.of(code))).isEqualTo(loss);
    }

    @Test
    void protocolViolationIsTheDocuments() {
        assertThat(Loss.exited(OptionalInt.empty())).isEqualTo(Loss.DOCUMENT);
    }
}
