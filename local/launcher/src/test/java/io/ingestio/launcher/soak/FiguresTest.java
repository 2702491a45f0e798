package io.ingestio.launcher.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.launcher.soak.Observations.Batch;
import io.ingestio.launcher.soak.Observations.Counts;
import io.ingestio.launcher.soak.Observations.Load;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void showsRatesQuantilesAndRows() {
        List<Duration> latencies = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> Duration.ofMillis(i * 100L))
                .toList();
        var counts = new Counts(4, 4, 0, 0, 4);
        var seen = new Observations(
                new Load(Duration.ofSeconds(2), Map.of("alice", 1L), latencies, 3, 2, 5, 7, List.of()),
                List.of(new Batch(new UUID(0, 1), "alice", "completed", counts, counts)),
                Map.of(),
                Map.of(),
                List.of(sample(100), sample(110), sample(120)),
                Map.of("upload.outbox", 0L, "usage.ledger", 8L));

        assertThat(Figures.of(seen).stream().map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "documents completed 4, 2.0 a second",
                        "batches 100 completed, median 5.1 s, 95 of 100 within 9.6 s",
                        "duplicates 3 submissions, 5 events",
                        "submissions answered with 503 2",
                        "refused attacks 7",
                        "heap in use, MB 100 110 120",
                        "usage.ledger 8 2.00")
                .noneMatch(line -> line.startsWith("upload.outbox"));
    }

    private static Sample sample(long heap) {
        return new Sample(Duration.ZERO, heap << 20, 0, 1, 1);
    }
}
