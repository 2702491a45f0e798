package io.ingestio.messaging.inbox;

import io.ingestio.contracts.Event;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Takes a portion of events in: inbox rows and effects in one transaction. This is the one place where the reactive world is
 * waited for: a listener that returned early would let offsets be committed out of order.
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

    <E extends Event> void take(String consumer, EventListener<E> listener, List<Arrived<E>> arrived) {
        Map<UUID, E> byId = new LinkedHashMap<>();
        arrived.forEach(one -> byId.putIfAbsent(one.id(), one.event()));
        if (byId.isEmpty()) {
            return;
        }
        tenancy.asService(table.admit(consumer, byId.keySet()).flatMap(fresh -> {
                    byId.keySet().retainAll(fresh);
                    return byId.isEmpty() ? Mono.<Void>empty() : listener.onAll(List.copyOf(byId.values()));
                }))
                .block(LIMIT);
        listener.committed();
    }
}
