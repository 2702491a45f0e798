package io.ingestio.database;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Repeats a read until rows that travel through Kafka have arrived, so that a user can read at once what the same user has just
 * written at another service.
 *
 * @param deadline after which an empty read is final
 * @param pause    between two reads without a hint
 */
public record Eventually(Duration deadline, Duration pause) {

    /** Reads at least once. Empty if nothing was found before the deadline; an error of a read ends the repetition. */
    public <T> Mono<T> find(Mono<T> read) {
        return find(read, Flux.never());
    }

    /**
     * As {@link #find(Mono)}, and reads after every hint.
     *
     * @param hints that the rows may have arrived; one during a read leads to another read
     */
    public <T> Mono<T> find(Mono<T> read, Flux<?> hints) {
        Flux<?> ticks = Flux.interval(Duration.ZERO, pause).take(deadline.dividedBy(pause) + 1);
        return Flux.merge(ticks, hints.takeUntilOther(Mono.delay(deadline)))
                .onBackpressureLatest()
                .concatMap(trigger -> read, 0)
                .next();
    }
}
