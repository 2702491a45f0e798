package io.ingestio.messaging.outbox;

import static io.ingestio.database.Rows.column;

import io.ingestio.messaging.outbox.SendRound.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL of the relay on {@code outbox}. */
final class OutboxTable {

    /** The row of the lowest id is the oldest, but for the moments by which transactions overtake each other. */
    static final String OLDEST_AGE = """
            select coalesce((select extract(epoch from now() - created_at) from outbox order by id limit 1), 0)::float8
            """;

    /** Skips from shard to shard in the index: one probe for each busy shard, and one more. */
    static final String BUSY_SHARDS = """
            with recursive busy (shard) as (
                (select shard from outbox order by shard limit 1)
                union all
                select (select o.shard from outbox o where o.shard > busy.shard order by o.shard limit 1)
                from busy where busy.shard is not null
            )
            select shard::int from busy where shard is not null
            """;

    private final DatabaseClient sql;

    OutboxTable(DatabaseClient sql) {
        this.sql = sql;
    }

    record Unsent(long id, UUID eventId, String topic, String key, String type, String body, Instant createdAt) {}

    /** The shards that have something to send, at the cost of a probe each, whatever the backlog. */
    Flux<Integer> busyShards() {
        return sql.sql(BUSY_SHARDS).map(row -> row.get(0, Integer.class)).all();
    }

    /**
     * Locks the shard for this transaction and reads its oldest rows, up to {@code limit} rows and {@code bytes} of bodies, without those of the given keys; empty if another relay holds
     * it. The row locks make a relay that waited re-read: rows that the other one sent and deleted are not sent again.
     */
    Mono<List<Unsent>> lock(int shard, int limit, long bytes, List<String> withoutKeys) {
        return sql.sql("""
                        with relay as materialized (
                            select pg_try_advisory_xact_lock(hashtext(current_schema() || '.outbox'), :shard) as acquired
                        ), oldest as (
                            select id, octet_length(body)::bigint as bytes
                            from outbox
                            where shard = :shard and (select acquired from relay) and key <> all(:without)
                            order by id
                            limit :limit
                        ), sized as (
                            select id, sum(bytes) over (order by id) - bytes as bytes_before from oldest
                        )
                        select id, event_id, topic, key, type, body, created_at
                        from outbox
                        where id in (select id from sized where bytes_before < :bytes)
                        order by id
                        for update skip locked
                        """)
                .bind("shard", shard)
                .bind("limit", limit)
                .bind("bytes", bytes)
                .bind("without", withoutKeys.toArray(String[]::new))
                .mapProperties(Unsent.class)
                .all()
                .collectList();
    }

    Mono<Void> delete(List<Unsent> rows) {
        return rows.isEmpty()
                ? Mono.empty()
                : sql.sql("delete from outbox where id = any(:ids)")
                        .bind("ids", column(rows, Unsent::id, Long.class))
                        .then();
    }

    /** Moves rows to {@code parked_events}. */
    Mono<Void> park(List<Refused> refused) {
        return refused.isEmpty()
                ? Mono.empty()
                : sql.sql("""
                                with parked as (
                                    delete from outbox o using unnest(:ids, :reasons) as r (id, reason)
                                    where o.id = r.id
                                    returning o.*, r.reason
                                )
                                insert into parked_events (id, event_id, topic, key, shard, type, body, reason, created_at)
                                select id, event_id, topic, key, shard, type, body, reason, created_at from parked
                                """)
                        .bind("ids", column(refused, one -> one.row().id(), Long.class))
                        .bind("reasons", column(refused, one -> one.reason().toString(), String.class))
                        .then();
    }

    /** How long the oldest unsent event has been waiting; zero if none is. Reads one row, whatever the backlog. */
    Mono<Duration> oldestAge() {
        return sql.sql(OLDEST_AGE)
                .map(row -> row.get(0, Double.class))
                .one()
                .map(seconds -> Duration.ofMillis((long) (seconds * 1000)));
    }
}
