package io.ingestio.background;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * A periodic pass over rows, in portions. Every replica runs each bean of this type, so two passes at the same time must do no harm.
 */
public interface Sweep {

    /** The pause between the end of one pass and the start of the next. */
    Duration every();

    /** Processes one portion. The pass continues for as long as a full portion was found. */
    Mono<Long> portion(int limit);

    /** After which a portion counts as failed. */
    default Duration portionLimit() {
        return Duration.ofSeconds(60);
    }

    /** Of the loop, in logs and meters. */
    default String name() {
        return getClass().getSimpleName();
    }
}
