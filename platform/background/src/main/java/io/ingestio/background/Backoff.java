package io.ingestio.background;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The wait before the next attempt: grows exponentially from {@code base} to {@code max}, plus up to {@code jitter} of itself at
 * random, so that work which failed together does not return together. Pure: the random source is injected.
 *
 * @param base   wait after the first failure
 * @param factor growth from one failure to the next, at least 1
 * @param max    limit of the wait before jitter
 * @param jitter largest random addition as a share of the wait, such as 0.5
 * @param random uniform in [0, 1)
 */
public record Backoff(Duration base, double factor, Duration max, double jitter, DoubleSupplier random) {

    public Backoff {
        if (!base.isPositive() || max.compareTo(base) < 0) {
            throw new IllegalArgumentException("base is positive and at most max: " + base + ", " + max);
        }
        if (!(factor >= 1) || !(jitter >= 0)) {
            throw new IllegalArgumentException("factor is at least 1, jitter at least 0: " + factor + ", " + jitter);
        }
    }

    /** Doubles from {@code base} to {@code max}, without jitter: for a loop, whose replicas fail independently. */
    public static Backoff doubling(Duration base, Duration max) {
        return new Backoff(base, 2, max, 0, () -> 0);
    }

    /** @param failures how often it failed in a row, at least 1 */
    public Duration after(int failures) {
        if (failures < 1) {
            throw new IllegalArgumentException("failures is at least 1: " + failures);
        }
        double millis = Math.min(max.toMillis(), base.toMillis() * Math.pow(factor, failures - 1));
        return jittered(Duration.ofMillis((long) millis));
    }

    /**
     * As {@link #after(int)}, but never before {@code minimum}, such as a {@code Retry-After}. The jitter is added to the longer of
     * the two: clients that got the same minimum must not return in the same instant.
     */
    public Duration after(int failures, Duration minimum) {
        Duration wait = after(failures);
        return wait.compareTo(minimum) >= 0
                ? wait
                : minimum.plusMillis((long) (base.toMillis() * jitter * random.getAsDouble()));
    }

    private Duration jittered(Duration wait) {
        return wait.plusMillis((long) (wait.toMillis() * jitter * random.getAsDouble()));
    }
}
