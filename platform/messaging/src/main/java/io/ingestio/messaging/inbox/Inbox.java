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
        tenancy.asService(table.insertNew(consumer, byId.keySet()).flatMap(fresh -> {
                    byId.keySet().retainAll(fresh);
                    return byId.isEmpty() ? Mono.<Void>empty() : listener.onAll(List.copyOf(byId.values()));
                }))
                .block(LIMIT);
        listener.committed();
    }
}
