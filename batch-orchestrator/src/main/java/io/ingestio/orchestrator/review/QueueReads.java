package io.ingestio.orchestrator.review;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The documents of a batch that wait for a reviewer: completed and not confirmed, or failed. Those that failed or have warnings come
 * first, then they are in the order of the submission; an index has them in this order. Joins the running transaction.
 */
@Component
class QueueReads {

    static final String WAITING = """
            from batch_documents
            where user_id = :user and batch_id = :batch and deleted_at is null and position is not null
              and status in ('completed', 'failed')
            """;

    static final String FIRST = "select id " + WAITING + "order by review_order, position, id limit :limit";

    static final String AFTER = "select id " + WAITING + """
            and (review_order, position, id) > (:order, :position, :id)
            order by review_order, position, id limit :limit
            """;

    static final String BEFORE = "select id " + WAITING + """
            and (review_order, position, id) < (:order, :position, :id)
            order by review_order desc, position desc, id desc limit :limit
            """;

    static final String LEFT = "select count(*) " + WAITING;

    private final DatabaseClient sql;

    QueueReads(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Where a document stands in the order, whether it still waits or not. */
    record Place(int reviewOrder, int position, UUID id) {}

    /** Empty if the user has no such document in the batch. */
    Mono<Place> place(String userId, UUID batchId, UUID documentId) {
        return sql.sql("""
                        select review_order, position, id from batch_documents
                        where user_id = :user and batch_id = :batch and id = :id and deleted_at is null and position is not null
                        """)
                .bind("user", userId)
                .bind("batch", batchId)
                .bind("id", documentId)
                .mapProperties(Place.class)
                .one();
    }

    /** Whether the user had this document in the batch and deleted it. */
    Mono<Boolean> isDeleted(String userId, UUID batchId, UUID documentId) {
        return sql.sql("""
                        select exists (select from batch_documents
                                       where user_id = :user and batch_id = :batch and id = :id and deleted_at is not null)
                        """)
                .bind("user", userId)
                .bind("batch", batchId)
                .bind("id", documentId)
                .mapValue(Boolean.class)
                .one();
    }

    Flux<UUID> first(String userId, UUID batchId, int limit) {
        return sql.sql(FIRST)
                .bind("user", userId)
                .bind("batch", batchId)
                .bind("limit", limit)
                .mapValue(UUID.class)
                .all();
    }

    Flux<UUID> after(String userId, UUID batchId, Place place, int limit) {
        return beside(AFTER, userId, batchId, place, limit);
    }

    /** Backwards from the place. */
    Flux<UUID> before(String userId, UUID batchId, Place place, int limit) {
        return beside(BEFORE, userId, batchId, place, limit);
    }

    private Flux<UUID> beside(String query, String userId, UUID batchId, Place place, int limit) {
        return sql.sql(query)
                .bind("user", userId)
                .bind("batch", batchId)
                .bind("order", place.reviewOrder())
                .bind("position", place.position())
                .bind("id", place.id())
                .bind("limit", limit)
                .mapValue(UUID.class)
                .all();
    }

    /** How many documents of the batch wait. */
    Mono<Long> left(String userId, UUID batchId) {
        return sql.sql(LEFT)
                .bind("user", userId)
                .bind("batch", batchId)
                .mapValue(Long.class)
                .one();
    }
}
