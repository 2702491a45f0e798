package io.ingestio.background;

import java.time.Instant;

/** Work that repeats in the background, as meters and liveness see it. */
public interface SupervisedLoop {

    /** Of its log lines and meters; unique in a service. */
    String name();

    /** How many rounds failed since the process started. */
    long failures();

    /** When a round of the thread that is furthest behind succeeded; its start before the first one; the epoch before that. */
    Instant lastRound();

    /**
     * Whether rounds have not been completed for longer than the loop's limit. A round that found a dependency away counts as completed
     * here, not as successful. Never while stopped on purpose.
     */
    boolean isOverdue();
}
