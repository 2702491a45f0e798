package io.ingestio.upload.deletion;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL that deletes from {@code batches} and {@code documents}. */
@Component
class DeletionTable {

    private final DatabaseClient sql;

    DeletionTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** @param objectKey null for a rejected file, of which no bytes were kept */
    record MarkedDocument(UUID id, @Nullable String objectKey) {}

    Mono<Void> markDocument(String userId, UUID documentId) {
        return sql.sql(
                        "update documents set deleted_at = now() where id = :id and user_id = :user and deleted_at is null")
                .bind("id", documentId)
                .bind("user", userId)
                .then();
    }

    /** Marks the batch and every document of it. */
    Mono<Void> markBatch(String userId, UUID batchId) {
        return sql.sql("""
                        with batch as (
                            update batches set deleted_at = now() where id = :id and user_id = :user and deleted_at is null
                        )
                        update documents set deleted_at = now()
                        where batch_id = :id and user_id = :user and deleted_at is null
                        """).bind("id", batchId).bind("user", userId).then();
    }

    /** Those that have waited longest. */
    Flux<MarkedDocument> marked(int limit) {
        return sql.sql("""
                        select id, object_key from documents where deleted_at is not null order by deleted_at limit :limit
                        """)
                .bind("limit", limit)
                .mapProperties(MarkedDocument.class)
                .all();
    }

    Mono<Void> delete(UUID documentId) {
        return sql.sql("delete from documents where id = :id")
                .bind("id", documentId)
                .then();
    }

    /** The document is marked anew, so that it stops no other one. */
    Mono<Void> postpone(UUID documentId) {
        return sql.sql("update documents set deleted_at = now() where id = :id")
                .bind("id", documentId)
                .then();
    }

    /** Deletes marked batches without documents. */
    Mono<Long> deleteBatches(int limit) {
        return sql.sql("""
                        delete from batches where id in (
                            select b.id from batches b
                            where b.deleted_at is not null
                              and not exists (select from documents d where d.batch_id = b.id)
                            limit :limit)
                        """).bind("limit", limit).fetch().rowsUpdated();
    }
}
