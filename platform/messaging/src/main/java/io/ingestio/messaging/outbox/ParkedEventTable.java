package io.ingestio.messaging.outbox;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What administrators read and change of {@code parked_events}, and the deletion of a user's. */
final class ParkedEventTable {

    private final DatabaseClient sql;

    ParkedEventTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** @param bytes of the body, encoded */
    record ParkedEvent(
            long id,
            UUID eventId,
            String topic,
            String key,
            String type,
            long bytes,
            String reason,
            Instant createdAt,
            Instant parkedAt) {}

    /** Newest first, before an id. */
    Flux<ParkedEvent> list(long beforeId, int limit) {
        return sql.sql("""
                        select id, event_id, topic, key, type, octet_length(body)::bigint as bytes, reason, created_at, parked_at
                        from parked_events
                        where id < :before
                        order by id desc
                        limit :limit
                        """)
                .bind("before", beforeId)
                .bind("limit", limit)
                .mapProperties(ParkedEvent.class)
                .all();
    }

    /** Moves an event to the end of the outbox, under its old event id. Empty if no such event is parked. */
    Mono<UUID> sendAgain(UUID eventId) {
        return sql.sql("""
                        with parked as (delete from parked_events where event_id = :event returning *)
                        insert into outbox (event_id, topic, key, shard, type, body, created_at)
                        select event_id, topic, key, shard, type, body, created_at from parked
                        returning event_id
                        """)
                .bind("event", eventId)
                .map(row -> row.get("event_id", UUID.class))
                .one();
    }

    record Body(UUID eventId, String body) {}

    /** Events whose body has this text anywhere. */
    Flux<Body> containing(String text) {
        return sql.sql("select event_id, body from parked_events where strpos(body, :text) > 0")
                .bind("text", text)
                .mapProperties(Body.class)
                .all();
    }

    Mono<Long> delete(List<UUID> eventIds) {
        return sql.sql("delete from parked_events where event_id = any(:ids)")
                .bind("ids", eventIds.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }
}
