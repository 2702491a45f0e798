package io.ingestio.messaging.outbox;

import static io.ingestio.database.Rows.column;

import io.ingestio.background.WakeUp;
import io.ingestio.contracts.Event;
import io.ingestio.contracts.Topic;
import io.ingestio.messaging.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Stores events for publication. They are published if and only if the surrounding transaction commits, those of one key in the order
 * in which they were appended.
 */
public final class Outbox {

    private final DatabaseClient sql;
    private final EventCodec codec;
    private final Supplier<UUID> ids;
    private final WakeUp relay;
    private final int maxBytes;

    /** @param maxBytes largest encoded body */
    Outbox(DatabaseClient sql, EventCodec codec, Supplier<UUID> ids, WakeUp relay, int maxBytes) {
        this.sql = sql;
        this.codec = codec;
        this.ids = ids;
        this.relay = relay;
        this.maxBytes = maxBytes;
    }

    /** Joins the running transaction. Lock the aggregate's row first, so that this order is the commit order. */
    public Mono<Void> append(Event event) {
        return append(List.of(event));
    }

    /** As {@link #append(Event)}, in one statement for all. */
    public Mono<Void> append(List<? extends Event> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        List<OutboxRow> rows = events.stream().map(this::row).toList();
        return sql.sql("""
                        insert into outbox (event_id, topic, key, shard, type, body)
                        select * from unnest(:ids, :topics, :keys, :shards, :types, :bodies)
                        """)
                .bind("ids", column(rows, OutboxRow::eventId, UUID.class))
                .bind("topics", column(rows, OutboxRow::topic, String.class))
                .bind("keys", column(rows, OutboxRow::key, String.class))
                .bind("shards", column(rows, row -> (short) row.shard(), Short.class))
                .bind("types", column(rows, OutboxRow::type, String.class))
                .bind("bodies", column(rows, OutboxRow::body, String.class))
                .then()
                .doOnSuccess(done -> relay.call());
    }

    /**
     * The row of an event, for a statement that inserts it itself.
     *
     * @throws EventTooLarge if Kafka would never accept it
     */
    public OutboxRow row(Event event) {
        String key = event.key();
        String type = Topic.wireNameOf(event.getClass());
        String body = codec.encode(event);
        long bytes = body.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw new EventTooLarge(type, bytes, maxBytes);
        }
        relay.call();
        return new OutboxRow(ids.get(), Topic.of(event).wireName(), key, Shard.of(key), type, body);
    }
}
