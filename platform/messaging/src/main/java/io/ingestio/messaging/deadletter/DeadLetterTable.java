package io.ingestio.messaging.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
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
            String reason,
            @Nullable String type,
            @Nullable String userId,
            @Nullable UUID batchId,
            @Nullable UUID documentId) {}

    /** One that was kept before is kept once. */
    Mono<Void> insert(NewLetter letter) {
        return sql.sql("""
                        insert into dead_letters (consumer, topic, partition, record_offset, record_time, key, headers, body, kind,
                                                  reason, type, user_id, batch_id, document_id)
                        values (:consumer, :topic, :partition, :offset, :time, :key, :headers, :body, :kind, :reason, :type, :user,
                                :batch, :document)
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
                .bind("type", Parameter.fromOrEmpty(letter.type(), String.class))
                .bind("user", Parameter.fromOrEmpty(letter.userId(), String.class))
                .bind("batch", Parameter.fromOrEmpty(letter.batchId(), UUID.class))
                .bind("document", Parameter.fromOrEmpty(letter.documentId(), UUID.class))
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
            @Nullable String type,
            String kind,
            String reason,
            int attempts,
            Instant arrivedAt) {}

    /** Newest first, before an id. */
    Flux<DeadLetter> list(@Nullable String kind, long beforeId, int limit) {
        return sql.sql("""
                        select id, consumer, topic, partition, record_offset as "offset", key, headers,
                               octet_length(body) as bytes, type, kind, reason, attempts, arrived_at
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
            long id,
            @Nullable String type,
            String kind,
            String consumer,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            String headers,
            byte @Nullable [] body) {}

    Mono<Kept> find(long id) {
        return sql.sql("""
                        select id, type, kind, consumer, topic, partition, record_offset as "offset", key, headers, body
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

    /**
     * The oldest ones.
     *
     * @param kind null for any
     * @param type of the event; null for any
     */
    Mono<List<Long>> oldest(@Nullable String kind, @Nullable String type, int limit) {
        return sql.sql("""
                        select id from dead_letters
                        where (:kind::text is null or kind = :kind) and (:type::text is null or type = :type)
                        order by id limit :limit
                        """)
                .bind("kind", Parameter.fromOrEmpty(kind, String.class))
                .bind("type", Parameter.fromOrEmpty(type, String.class))
                .bind("limit", limit)
                .mapValue(Long.class)
                .all()
                .collectList();
    }

    /** Those about these documents and batches, but for deletions: they hold no content, and are still to take effect. */
    Mono<Long> deleteAbout(Collection<UUID> documentIds, Collection<UUID> batchIds) {
        return sql.sql("""
                        delete from dead_letters
                        where (document_id = any(:documents) or batch_id = any(:batches))
                          and coalesce(type, '') not in ('document.deleted', 'batch.deleted', 'batch.discarded')
                        """)
                .bind("documents", documentIds.toArray(UUID[]::new))
                .bind("batches", batchIds.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }

    Mono<Long> deleteOf(String userId, int limit) {
        return sql.sql("""
                        delete from dead_letters where id in (select id from dead_letters where user_id = :user limit :limit)
                        """).bind("user", userId).bind("limit", limit).fetch().rowsUpdated();
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

    /** Those whose body has these bytes anywhere, of all that do not say whose they are. */
    Flux<Body> containing(byte[] text) {
        return sql.sql("select id, body from dead_letters where user_id is null and position(:text in body) > 0")
                .bind("text", text)
                .mapProperties(Body.class)
                .all();
    }
}
