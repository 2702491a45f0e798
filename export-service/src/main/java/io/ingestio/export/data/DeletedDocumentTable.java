package io.ingestio.export.data;

import io.ingestio.export.document.SubmittedDocumentTable;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code deleted_documents}, and the deletion of their data. Times are the database's. */
@Component
public class DeletedDocumentTable {

    private final DatabaseClient sql;
    private final SubmittedDocumentTable submitted;

    DeletedDocumentTable(DatabaseClient sql, SubmittedDocumentTable submitted) {
        this.sql = sql;
        this.submitted = submitted;
    }

    /** A document and whose it was. */
    public record DeletedDocument(UUID documentId, UUID batchId, String userId) {}

    /** Deletes the data of a document. From now on none are added. */
    public Mono<Void> delete(UUID documentId, UUID batchId, String userId) {
        return sql.sql("""
                        insert into deleted_documents (document_id, batch_id, user_id) values (:document, :batch, :user)
                        on conflict do nothing
                        """)
                .bind("document", documentId)
                .bind("batch", batchId)
                .bind("user", userId)
                .then()
                .then(deleteData(documentId, userId));
    }

    /** Of the batch itself; its documents are deleted one by one. */
    public Mono<Void> deleteBatch(UUID batchId, String userId) {
        return sql.sql("delete from batch_ends where batch_id = :batch and user_id = :user")
                .bind("batch", batchId)
                .bind("user", userId)
                .then();
    }

    /** All versions, and what people did with them. */
    public Mono<Void> deleteData(UUID documentId, String userId) {
        return sql.sql("""
                        with c as (delete from confirmations where document_id = :document and user_id = :user),
                             e as (delete from corrections where document_id = :document and user_id = :user),
                             r as (delete from reviews where document_id = :document and user_id = :user)
                        delete from extracted_data where document_id = :document and user_id = :user
                        """)
                .bind("document", documentId)
                .bind("user", userId)
                .then()
                .then(submitted.delete(documentId, userId));
    }

    /** Documents whose next pass is due. */
    public Flux<DeletedDocument> due(int limit) {
        return sql.sql("""
                        select document_id, batch_id, user_id from deleted_documents
                        where next_pass_at <= now() order by next_pass_at limit :limit
                        """)
                .bind("limit", limit)
                .mapProperties(DeletedDocument.class)
                .all();
    }

    public Mono<Void> passAgainIn(UUID documentId, Duration wait) {
        return sql.sql("""
                        update deleted_documents set next_pass_at = now() + make_interval(secs => :wait)
                        where document_id = :document
                        """)
                .bind("wait", (double) wait.toSeconds())
                .bind("document", documentId)
                .then();
    }

    /** After a pass: another one is due when every transaction that did not see the tombstone has ended. */
    public Mono<Void> passed(UUID documentId) {
        return sql.sql("""
                        update deleted_documents
                        set next_pass_at = case when deleted_at < now() - interval '2 minutes' then 'infinity'
                                                else deleted_at + interval '2 minutes 1 second' end
                        where document_id = :document
                        """).bind("document", documentId).then();
    }

    public Mono<Long> deleteOlderThan(Duration age, int limit) {
        return sql.sql("""
                        delete from deleted_documents where document_id in (
                            select document_id from deleted_documents
                            where deleted_at < now() - make_interval(secs => :age) limit :limit)
                        """)
                .bind("age", (double) age.toSeconds())
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }
}
