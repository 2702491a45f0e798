package io.ingestio.launcher.soak;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Whether a figure grows under steady load: its median in the last quarter of the run against the one in the second quarter. The first
 * quarter is warm-up: code is compiled and caches fill.
 */
record Growth(long second, long last) {

    /** @param length of the run */
    static Growth of(List<Sample> samples, Duration length, ToLongFunction<Sample> figure) {
        return new Growth(
                median(samples, length.dividedBy(4), length.dividedBy(2), figure),
                median(samples, length.multipliedBy(3).dividedBy(4), length.multipliedBy(2), figure));
    }

    /** @param share of the second quarter's figure that is allowed on top of it, beside {@code fixed} */
    boolean exceeds(double share, long fixed) {
        return last > second + second * share + fixed;
    }

    private static long median(List<Sample> samples, Duration from, Duration until, ToLongFunction<Sample> figure) {
        long[] sorted = samples.stream()
                .filter(sample ->
                        sample.at().compareTo(from) >= 0 && sample.at().compareTo(until) < 0)
                .mapToLong(figure)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no samples from " + from + " until " + until);
        }
        return sorted[sorted.length / 2];
    }
}
