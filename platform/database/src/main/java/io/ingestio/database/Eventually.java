package io.ingestio.database;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Repeats a read until rows that travel through Kafka have arrived, so that a user can read at once what the same user has just
 * written at another service.
 *
 * @param deadline after which an empty read is final
 * @param pause    between two reads
 */
public record Eventually(Duration deadline, Duration pause) {

    /** Reads at least once. Empty if nothing was found before the deadline; an error of a read ends the repetition. */
    public <T> Mono<T> find(Mono<T> read) {
        return read.flux()
                .repeatWhen(reads -> reads.timed()
                        .takeWhile(one -> one.get() == 0
                                && one.elapsedSinceSubscription().plus(pause).compareTo(deadline) <= 0)
                        .delayElements(pause))
                .next();
    }
}
