package io.ingestio.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "8, 128", "9, 256", "10, 300", "11, 300", "2147483647, 300"})
    void doublesUpToTheLimit(int failures, long seconds) {
        assertThat(withRandom(() -> 0).after(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void addsAtMostTheJitter() {
        assertThat(withRandom(() -> 0.5).after(1)).isEqualTo(Duration.ofMillis(1250));
        assertThat(withRandom(() -> 0.999).after(3)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }

    @Test
    void waitsAtLeastTheMinimum() {
        Duration minimum = Duration.ofSeconds(30);
        assertThat(withRandom(() -> 0).after(1, minimum)).isEqualTo(minimum);
        assertThat(withRandom(() -> 0.5).after(1, minimum)).isEqualTo(minimum.plusMillis(250));
    }

    @Test
    void ignoresAMinimumBelowTheWait() {
        assertThat(withRandom(() -> 0).after(3, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void loopBackoffHasNoJitter() {
        Backoff loop = Backoff.doubling(Duration.ofMillis(20), Duration.ofMillis(500));
        assertThat(loop.after(1)).isEqualTo(Duration.ofMillis(20));
        assertThat(loop.after(5)).isEqualTo(Duration.ofMillis(320));
        assertThat(loop.after(6)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void rejectsImpossibleParameters() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.doubling(second, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.doubling(Duration.ZERO, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, 0.5, second, 0, () -> 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, 2, second, -1, () -> 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withRandom(() -> 0).after(0));
    }

    private static Backoff withRandom(DoubleSupplier random) {
        return new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), 0.5, random);
    }
}
