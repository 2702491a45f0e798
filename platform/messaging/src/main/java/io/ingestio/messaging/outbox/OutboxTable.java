package io.ingestio.messaging.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The relay's side of {@code outbox}. */
final class OutboxTable {

    private final DatabaseClient sql;

    OutboxTable(DatabaseClient sql) {
        this.sql = sql;
    }

    record Unsent(long id, UUID eventId, String topic, String key, String type, String body, Instant createdAt) {}

    /** The shards that have something to send: one index probe each, whatever the backlog. */
    Flux<Integer> busyShards() {
        return sql.sql("""
                        select shard from generate_series(0, 15) as shard
                        where exists (select from outbox o where o.shard = shard.shard)
                        """).map(row -> row.get(0, Integer.class)).all();
    }

    /**
     * Takes the shard for this transaction and reads its oldest rows; empty if another relay has it. The row locks make a
     * relay that waited re-read: rows the other one has sent and deleted are not sent again.
     */
    Mono<List<Unsent>> take(int shard, int limit) {
        return sql.sql("""
                        with relay as materialized (
                            select pg_try_advisory_xact_lock(hashtext(current_schema() || '.outbox'), :shard) as ours
                        )
                        select id, event_id, topic, key, type, body, created_at
                        from outbox
                        where shard = :shard and (select ours from relay)
                        order by id
                        limit :limit
                        for update skip locked
                        """)
                .bind("shard", shard)
                .bind("limit", limit)
                .map(row -> new Unsent(
                        row.get("id", Long.class),
                        row.get("event_id", UUID.class),
                        row.get("topic", String.class),
                        row.get("key", String.class),
                        row.get("type", String.class),
                        row.get("body", String.class),
                        row.get("created_at", Instant.class)))
                .all()
                .collectList();
    }

    Mono<Long> delete(List<Long> ids) {
        return sql.sql("delete from outbox where id = any(:ids)")
                .bind("ids", ids.toArray(Long[]::new))
                .fetch()
                .rowsUpdated();
    }

    /** How long the oldest unsent event has been waiting; zero if none is. */
    Mono<Duration> oldestAge() {
        return sql.sql("select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 from outbox")
                .map(row -> row.get(0, Double.class))
                .one()
                .map(seconds -> Duration.ofMillis((long) (seconds * 1000)));
    }
}
