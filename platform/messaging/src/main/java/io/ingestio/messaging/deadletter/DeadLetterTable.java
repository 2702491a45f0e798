package io.ingestio.messaging.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code dead_letters}. */
final class DeadLetterTable {

    private final DatabaseClient sql;

    DeadLetterTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** A record as it came. {@code headers} is a JSON object of texts. */
    record NewLetter(
            String consumer,
            String topic,
            int partition,
            long offset,
            Instant time,
            @Nullable String key,
            String headers,
            byte @Nullable [] body,
            String kind,
            String reason) {}

    /** One that was kept before is kept once. */
    Mono<Void> insert(NewLetter letter) {
        return sql.sql("""
                        insert into dead_letters (consumer, topic, partition, record_offset, record_time, key, headers, body, kind,
                                                  reason)
                        values (:consumer, :topic, :partition, :offset, :time, :key, :headers, :body, :kind, :reason)
                        on conflict do nothing
                        """)
                .bind("consumer", letter.consumer())
                .bind("topic", letter.topic())
                .bind("partition", letter.partition())
                .bind("offset", letter.offset())
                .bind("time", letter.time())
                .bind("key", Parameter.fromOrEmpty(letter.key(), String.class))
                .bind("headers", letter.headers())
                .bind("body", Parameter.fromOrEmpty(letter.body(), byte[].class))
                .bind("kind", letter.kind())
                .bind("reason", letter.reason())
                .then();
    }

    /**
     * What an administrator sees.
     *
     * @param headers JSON object of texts
     * @param bytes   of the body; null without one
     */
    record DeadLetter(
            long id,
            String consumer,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            String headers,
            @Nullable Integer bytes,
            String kind,
            String reason,
            int attempts,
            Instant arrivedAt) {}

    /** Newest first, before an id. */
    Flux<DeadLetter> list(@Nullable String kind, long beforeId, int limit) {
        return sql.sql("""
                        select id, consumer, topic, partition, record_offset as "offset", key, headers,
                               octet_length(body) as bytes, kind, reason, attempts, arrived_at
                        from dead_letters
                        where id < :before and (:kind::text is null or kind = :kind)
                        order by id desc
                        limit :limit
                        """)
                .bind("before", beforeId)
                .bind("kind", Parameter.fromOrEmpty(kind, String.class))
                .bind("limit", limit)
                .mapProperties(DeadLetter.class)
                .all();
    }

    /** What a redelivery needs. */
    record Kept(
            String consumer,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            String headers,
            byte @Nullable [] body) {}

    Mono<Kept> find(long id) {
        return sql.sql("""
                        select consumer, topic, partition, record_offset as "offset", key, headers, body
                        from dead_letters where id = :id
                        """).bind("id", id).mapProperties(Kept.class).one();
    }

    Mono<Long> failedAgain(long id, String kind, String reason) {
        return sql.sql("update dead_letters set attempts = attempts + 1, kind = :kind, reason = :reason where id = :id")
                .bind("id", id)
                .bind("kind", kind)
                .bind("reason", reason)
                .fetch()
                .rowsUpdated();
    }

    Mono<Long> delete(List<Long> ids) {
        return sql.sql("delete from dead_letters where id = any(:ids)")
                .bind("ids", ids.toArray(Long[]::new))
                .fetch()
                .rowsUpdated();
    }

    Mono<Long> deleteOlderThan(Duration age, int limit) {
        return sql.sql("""
                        delete from dead_letters where id in (
                            select id from dead_letters
                            where arrived_at < now() - make_interval(secs => :age)
                            order by arrived_at limit :limit)
                        """)
                .bind("age", (double) age.toSeconds())
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }

    Mono<Long> count() {
        return sql.sql("select count(*) from dead_letters").mapValue(Long.class).one();
    }

    record Body(long id, byte[] body) {}

    /** Those whose body has these bytes anywhere. */
    Flux<Body> containing(byte[] text) {
        return sql.sql("select id, body from dead_letters where position(:text in body) > 0")
                .bind("text", text)
                .mapProperties(Body.class)
                .all();
    }
}
