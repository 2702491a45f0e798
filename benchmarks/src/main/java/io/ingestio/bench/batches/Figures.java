package io.ingestio.bench.batches;

import java.util.Arrays;

/** Times of many calls, in milliseconds. */
final class Figures {

    private final double[] sorted;

    private Figures(double[] sorted) {
        this.sorted = sorted;
    }

    /** @param nanos of each call */
    static Figures of(long[] nanos) {
        return new Figures(
                Arrays.stream(nanos).mapToDouble(one -> one / 1e6).sorted().toArray());
    }

    double median() {
        return quantile(0.5);
    }

    double p99() {
        return quantile(0.99);
    }

    private double quantile(double share) {
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
    }
}
