package io.ingestio.messaging.inbox;

import io.ingestio.contracts.Event;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.deadletter.DeleteDeadLetters;
import io.ingestio.messaging.inbox.EventListener.Effect;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Processes events that arrived together: inbox rows and effects in one transaction, or in one for each
 * {@link EventListener#transactionKey}, after what they need from elsewhere has been fetched. It blocks, because offsets would be
 * committed out of order if a listener returned early.
 */
final class Inbox {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PROBE = Duration.ofSeconds(15);
    private static final int TRANSACTIONS = 4; // at the same time, where a listener separates them

    private final Tenancy tenancy;
    private final InboxTable table;
    private final DeleteDeadLetters deleteDeadLetters;

    Inbox(Tenancy tenancy, InboxTable table, DeleteDeadLetters deleteDeadLetters) {
        this.tenancy = tenancy;
        this.table = table;
        this.deleteDeadLetters = deleteDeadLetters;
    }

    record Arrived<E extends Event>(UUID id, E event) {}

    <E extends Event> void process(String consumer, EventListener<E> listener, List<Arrived<E>> arrived) {
        Map<UUID, E> byId = new LinkedHashMap<>();
        arrived.forEach(one -> byId.putIfAbsent(one.id(), one.event()));
        if (byId.isEmpty()) {
            return;
        }
        Map<Object, Map<UUID, E>> byTransaction = new LinkedHashMap<>();
        byId.forEach((id, event) -> byTransaction
                .computeIfAbsent(listener.transactionKey(event), key -> new LinkedHashMap<>())
                .put(id, event));
        Flux.fromIterable(byTransaction.values())
                .flatMapDelayError(events -> inOneTransaction(consumer, listener, events), TRANSACTIONS, 1)
                .then()
                .block(LIMIT);
    }

    /** Whether the database answers now. */
    boolean isDatabaseUsable() {
        try {
            tenancy.statementAsService(table.answer()).block(PROBE);
            return true;
        } catch (RuntimeException unusable) {
            return false;
        }
    }

    /** Inbox rows and effects commit together, and what is deleted leaves no dead letter of this service. A failure leaves the events of other transactions committed: they are known then. */
    private <E extends Event> Mono<List<E>> inOneTransaction(
            String consumer, EventListener<E> listener, Map<UUID, E> events) {
        return effect(consumer, listener, events)
                .flatMap(effect -> tenancy.asService(table.insertNew(consumer, events.keySet())
                        .map(inserted -> newEvents(events, inserted))
                        .filter(fresh -> !fresh.isEmpty())
                        .flatMap(fresh -> effect.onAll(fresh)
                                .then(deleteDeadLetters.about(fresh))
                                .thenReturn(fresh))))
                .doOnNext(listener::committed);
    }

    /** Empty if something would have to be fetched, and all events took effect before. */
    private <E extends Event> Mono<Effect<E>> effect(String consumer, EventListener<E> listener, Map<UUID, E> events) {
        return listener.preparation(List.copyOf(events.values()))
                .map(preparation -> tenancy.statementAsService(table.count(consumer, events.keySet()))
                        .filter(known -> known < events.size())
                        .flatMap(some -> preparation))
                .orElseGet(() -> Mono.just(listener::onAll));
    }

    /** In the order of their arrival. */
    private static <E extends Event> List<E> newEvents(Map<UUID, E> byId, Set<UUID> inserted) {
        return byId.entrySet().stream()
                .filter(entry -> inserted.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
