package io.ingestio.messaging.inbox;

import io.ingestio.contracts.Event;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A service's entry for the events of one owner; declaring a bean of this type subscribes it. It receives each event once, in one
 * transaction of the service with the inbox rows. The offset is committed after the returned publisher has completed.
 *
 * <p>A failure rolls the transaction back. While the database is unavailable the records are retried without a limit, while something
 * else is, for the longest wait of {@link InboxSettings}. After any other failure each event is retried alone, three times, and then
 * becomes a dead letter.
 *
 * @param <E> the sealed family of one {@link io.ingestio.contracts.Topic}
 */
public interface EventListener<E extends Event> {

    /** The family of events that this listener receives. */
    Class<E> family();

    /** Applies events that arrived together, in their order. */
    Mono<Void> onAll(List<E> events);

    /** Applies events within their transaction; what they need from elsewhere is at hand. */
    @FunctionalInterface
    interface Effect<E extends Event> {
        Mono<Void> onAll(List<E> events);
    }

    /**
     * What events of one transaction need from outside the database: fetched before the transaction begins, so that no connection is
     * held meanwhile, and applied by the effect that this emits instead of {@link #onAll}. It is not subscribed to if all of them
     * took effect before, for what they refer to may be deleted by now. A failure counts as one of the transaction. Empty by default:
     * nothing is needed.
     */
    default Optional<Mono<Effect<E>>> preparation(List<E> events) {
        return Optional.empty();
    }

    /**
     * What separates transactions: events with different keys never share one, such as those of users whose locks they acquire. All
     * events that arrived together share one by default.
     */
    default Object transactionKey(E event) {
        return "";
    }

    /**
     * Called after each transaction that has committed; must not block.
     *
     * @param events those that the transaction applied
     */
    default void committed(List<E> events) {}

    /** For an {@link #onAll} that applies one event after the other. */
    static <E extends Event> Mono<Void> each(List<E> events, Function<? super E, Mono<Void>> apply) {
        return Flux.fromIterable(events).concatMap(apply).then();
    }
}
