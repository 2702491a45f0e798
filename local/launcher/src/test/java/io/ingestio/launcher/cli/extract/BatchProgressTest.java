package io.ingestio.launcher.cli.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.launcher.client.view.BatchView;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchProgressTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final BatchProgress progress = new BatchProgress(() -> now);

    @Test
    void estimatesFromTheSpeedSoFar() {
        assertThat(progress.line(batch(20, 0, 0)))
                .isEqualTo("[....................] 0 of 20 documents done, 0 failed, 20 left");
        now = now.plus(Duration.ofSeconds(10));
        assertThat(progress.line(batch(20, 4, 1)))
                .isEqualTo("[#####...............] 4 of 20 documents done, 1 failed, 15 left, about 30 s");
        now = now.plus(Duration.ofMinutes(10));
        assertThat(progress.line(batch(20, 9, 1))).endsWith("10 left, about 10 min");
        assertThat(progress.line(batch(20, 19, 1)))
                .isEqualTo("[####################] 19 of 20 documents done, 1 failed, 0 left");
    }

    /** What had ended before the first look says nothing of the speed. */
    @Test
    void countsFromTheFirstLook() {
        progress.line(batch(100, 90, 0));
        now = now.plus(Duration.ofSeconds(5));
        assertThat(progress.line(batch(100, 95, 0))).endsWith("5 left, about 5 s");
    }

    @Test
    void oneDocumentIsNotPlural() {
        assertThat(progress.line(batch(1, 1, 0))).contains("1 of 1 document done");
    }

    private static BatchView batch(int documents, int completed, int failed) {
        return new BatchView(
                UUID.randomUUID(),
                null,
                "processing",
                false,
                documents,
                completed,
                failed,
                0,
                documents,
                Instant.EPOCH,
                null);
    }
}
