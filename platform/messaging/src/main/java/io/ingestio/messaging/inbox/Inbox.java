package io.ingestio.messaging.inbox;

import io.ingestio.contracts.Event;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Processes events that arrived together: inbox rows and effects in one transaction. It blocks, because offsets would be committed
 * out of order if a listener returned early.
 */
final class Inbox {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Tenancy tenancy;
    private final InboxTable table;

    Inbox(Tenancy tenancy, InboxTable table) {
        this.tenancy = tenancy;
        this.table = table;
    }

    record Arrived<E extends Event>(UUID id, E event) {}

    <E extends Event> void process(String consumer, EventListener<E> listener, List<Arrived<E>> arrived) {
        Map<UUID, E> byId = new LinkedHashMap<>();
        arrived.forEach(one -> byId.putIfAbsent(one.id(), one.event()));
        if (byId.isEmpty()) {
            return;
        }
        List<E> applied = tenancy.asService(table.insertNew(consumer, byId.keySet())
                        .map(inserted -> newEvents(byId, inserted))
                        .flatMap(events -> events.isEmpty()
                                ? Mono.just(events)
                                : listener.onAll(events).thenReturn(events)))
                .block(LIMIT);
        listener.committed(applied == null ? List.of() : applied);
    }

    /** In the order of their arrival. */
    private static <E extends Event> List<E> newEvents(Map<UUID, E> byId, Set<UUID> inserted) {
        return byId.entrySet().stream()
                .filter(entry -> inserted.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
