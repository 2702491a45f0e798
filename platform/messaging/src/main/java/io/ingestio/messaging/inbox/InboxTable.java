package io.ingestio.messaging.inbox;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** All SQL of {@code inbox}. */
final class InboxTable {

    private final DatabaseClient sql;

    InboxTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Inserts a row for each event. Returns the ids that were new; the others took effect before. */
    Mono<Set<UUID>> insertNew(String consumer, Collection<UUID> eventIds) {
        return sql.sql("""
                        insert into inbox (consumer, event_id)
                        select :consumer, event_id from unnest(:ids) as event_id
                        on conflict do nothing
                        returning event_id
                        """)
                .bind("consumer", consumer)
                .bind("ids", eventIds.toArray(UUID[]::new))
                .map(row -> row.get("event_id", UUID.class))
                .all()
                .collect(Collectors.toSet());
    }
}
