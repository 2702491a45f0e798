package io.ingestio.orchestrator.feed;

import java.time.Duration;

/** Rounds with a space between them: under load, many commits share one. The first after a pause starts at once. */
final class SpacedRounds {

    private static final Duration SPACE = Duration.ofMillis(20);

    private final Runnable round;
    private final Duration pause;
    private long ended = System.nanoTime() - SPACE.toNanos();

    SpacedRounds(Runnable round, Duration pause) {
        this.round = round;
        this.pause = pause;
    }

    /** @return how long to wait for the next call */
    Duration run() throws InterruptedException {
        long early = SPACE.toNanos() - (System.nanoTime() - ended);
        if (early > 0) {
            Thread.sleep(Duration.ofNanos(early));
        }
        round.run();
        ended = System.nanoTime();
        return pause;
    }
}
