package io.ingestio.launcher.cli.extract;

import io.ingestio.launcher.client.Counted;
import io.ingestio.launcher.client.view.BatchView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How far a batch is, in one line: a bar, what is done, what failed, what is left and for how long, at the speed so far.
 */
final class BatchProgress {

    private static final int WIDTH = 20;

    private final InstantSource clock;
    private @Nullable Instant began;
    private int endedThen;

    BatchProgress(InstantSource clock) {
        this.clock = clock;
    }

    String line(BatchView batch) {
        int all = batch.documentCount();
        int filled = all == 0 ? 0 : WIDTH * batch.ended() / all;
        int left = all - batch.ended();
        return "[%s%s] %d of %s done, %d failed, %d left%s"
                .formatted(
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        batch.completedCount(),
                        Counted.of(all, "document"),
                        batch.failedCount(),
                        left,
                        left == 0 ? "" : estimate(batch, left));
    }

    /** Empty until documents have ended since the first look. */
    private String estimate(BatchView batch, int left) {
        Instant now = clock.instant();
        if (began == null) {
            began = now;
            endedThen = batch.ended();
        }
        int ended = batch.ended() - endedThen;
        return ended == 0
                ? ""
                : ", about "
                        + words(Duration.between(began, now).multipliedBy(left).dividedBy(ended));
    }

    private static String words(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        return seconds < 90 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
}
