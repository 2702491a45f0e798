package io.ingestio.database;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Repeats a read when something says that the rows may have arrived, so that a user can read at once what the same user has just
 * written at another service.
 *
 * @param deadline of the last read; if it is empty, too, that is final
 */
public record Eventually(Duration deadline) {

    /**
     * Reads at once, after every hint, and at the deadline. Empty if nothing was found by then; an error of a read ends the
     * repetition.
     *
     * @param hints that the rows may have arrived; one during a read leads to another read
     */
    public <T> Mono<T> find(Mono<T> read, Flux<?> hints) {
        Mono<Long> end = Mono.delay(deadline).cache();
        Flux<?> triggers = Flux.merge(hints.takeUntilOther(end), Flux.just(0L), end);
        return triggers.onBackpressureLatest().concatMap(trigger -> read, 0).next();
    }
}
