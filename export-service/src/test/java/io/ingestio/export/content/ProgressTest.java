package io.ingestio.export.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.format.ExportImpossible;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void attemptEndsAfterItsTime() {
        assertThatCode(new Progress(CLOCK, Duration.ofMinutes(20))::check).doesNotThrowAnyException();
        assertThatThrownBy(new Progress(CLOCK, Duration.ofMinutes(-1))::check)
                .isInstanceOfSatisfying(
                        ExportImpossible.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.EXPORT_TOO_LARGE));
    }

    @Test
    void attemptEndsWithItsLease() {
        Progress progress = new Progress(CLOCK, Duration.ofMinutes(20));
        progress.giveUp();

        assertThatThrownBy(progress::check).isInstanceOf(CancellationException.class);
    }
}
