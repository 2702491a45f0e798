package io.ingestio.launcher.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.launcher.client.view.HopView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HopLinesTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void showsTimesFromTheFirstHop() {
        var received = new HopView(START, "upload", 1, "received", null, null, null, null);
        var retried = new HopView(
                START.plusMillis(2_500), "extraction", 1, "retried", 1, "model_output", null, START.plusMillis(6_500));
        var failed = new HopView(
                START.plusSeconds(3_600), "extraction", 2, "failed", null, "model_timeout", "Try again.", null);

        assertThat(HopLines.of(List.of(received, retried, failed)))
                .containsExactly(
                        "from 2026-03-01T10:00:00Z",
                        "    +0.000 s  upload        run 1    received",
                        "    +2.500 s  extraction    run 1    retried, attempt 1, next after 4.000 s [model_output]",
                        " +3600.000 s  extraction    run 2    failed: Try again. [model_timeout]");
    }

    @Test
    void showsNothingOfNoHops() {
        assertThat(HopLines.of(List.of())).isEmpty();
    }
}
