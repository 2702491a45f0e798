package io.ingestio.background;

import java.time.Duration;

/**
 * How a loop runs.
 *
 * @param name    of its threads, its log lines and its meters
 * @param threads how many rounds run at the same time
 * @param limit   longest time until a round is completed, its repetitions after failures included; a loop past it is overdue
 * @param grace   how long a running round may continue when the process stops, before it is interrupted
 * @param backoff wait after a failed round, by the number of failures in a row; a success resets it
 * @param enabled whether it starts with the application
 */
public record LoopSpec(String name, int threads, Duration limit, Duration grace, Backoff backoff, boolean enabled) {

    public LoopSpec {
        if (threads < 1) {
            throw new IllegalArgumentException("loop " + name + " needs at least one thread");
        }
    }

    /** One thread, a limit of five minutes, ten seconds of grace, a wait of 1 s to 30 s after failures. */
    public static LoopSpec of(String name) {
        Backoff backoff = Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(30));
        return new LoopSpec(name, 1, Duration.ofMinutes(5), Duration.ofSeconds(10), backoff, true);
    }

    public LoopSpec withThreads(int count) {
        return new LoopSpec(name, count, limit, grace, backoff, enabled);
    }

    public LoopSpec withLimit(Duration newLimit) {
        return new LoopSpec(name, threads, newLimit, grace, backoff, enabled);
    }

    public LoopSpec withGrace(Duration newGrace) {
        return new LoopSpec(name, threads, limit, newGrace, backoff, enabled);
    }

    public LoopSpec withBackoff(Backoff newBackoff) {
        return new LoopSpec(name, threads, limit, grace, newBackoff, enabled);
    }

    public LoopSpec withEnabled(boolean isEnabled) {
        return new LoopSpec(name, threads, limit, grace, backoff, isEnabled);
    }
}
