package io.ingestio.messaging.inbox;

import io.ingestio.contracts.Event;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A service's entry for the events of one owner. A bean of this type is all it takes: it is called with events that this
 * service has not taken in before, inside one transaction of the service with the inbox rows; what it returns is awaited before
 * the offset is committed.
 *
 * <p>A failure undoes the transaction. Unavailable infrastructure is retried without end; any other failure is tried three times
 * for each event alone, which is then set aside on the topic's dead-letter topic.
 *
 * @param <E> the sealed family of one {@link io.ingestio.contracts.Topic}
 */
public interface EventListener<E extends Event> {

    /** The family of events that this listener takes. */
    Class<E> family();

    /** Takes one event in. */
    Mono<Void> on(E event);

    /** Takes events in that arrived together, in their order. To be overridden where grouping saves work. */
    default Mono<Void> onAll(List<E> events) {
        return Flux.fromIterable(events).concatMap(this::on).then();
    }

    /** Called after the transaction has committed; must not block. */
    default void committed() {}
}
