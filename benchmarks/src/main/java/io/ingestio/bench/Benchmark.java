package io.ingestio.bench;

/** One workload. */
public interface Benchmark {

    /** As {@code ./ingestio bench} calls it. */
    String name();

    /** What is measured, in one sentence, with the settings that matter. */
    String workload();

    /** What {@code ours} and {@code peer} are, and their unit. */
    String figures();

    /** @return the ratio of two figures: above 1 is not always better, the goal says which side is */
    String goal();

    /** Brings the JVM to the state that is to be measured; called once, before the first {@link #measure}. */
    default void warmUp() throws Exception {}

    /** Measures once. */
    Sample measure() throws Exception;

    int repetitions();

    /** @param ratio what is quoted */
    record Sample(double ours, double peer, double ratio) {}
}
