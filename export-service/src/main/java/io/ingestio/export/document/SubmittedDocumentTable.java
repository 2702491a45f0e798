package io.ingestio.export.document;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All writing SQL of {@code submitted_documents}. Events may come in any order; nothing is stored of a deleted document. */
@Component
public class SubmittedDocumentTable {

    private static final int REJECTED = 0;

    private final DatabaseClient sql;

    SubmittedDocumentTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * A document and what an event says of it.
     *
     * @param position  null, as the file name, in an event that does not have it
     * @param failedRun the run that ended without data; null, as the code, where none did
     */
    private record Row(
            UUID documentId,
            UUID batchId,
            String userId,
            @Nullable Integer position,
            @Nullable String filename,
            @Nullable Integer failedRun,
            @Nullable String code) {}

    Mono<Void> uploaded(UUID documentId, UUID batchId, String userId, int position, String filename) {
        return put(new Row(documentId, batchId, userId, position, filename, null, null));
    }

    Mono<Void> rejected(UUID documentId, UUID batchId, String userId, int position, String filename, String code) {
        return put(new Row(documentId, batchId, userId, position, filename, REJECTED, code));
    }

    /** A run ended without data: it failed, or was cancelled. */
    public Mono<Void> ended(UUID documentId, UUID batchId, String userId, int run, String code) {
        return put(new Row(documentId, batchId, userId, null, null, run, code));
    }

    public Mono<Void> delete(UUID documentId, String userId) {
        return sql.sql("delete from submitted_documents where document_id = :document and user_id = :user")
                .bind("document", documentId)
                .bind("user", userId)
                .then();
    }

    private Mono<Void> put(Row row) {
        return sql.sql("""
                        insert into submitted_documents as s (document_id, batch_id, user_id, position, filename, failed_run, code)
                        select :documentId, :batchId, :userId, :position::int, :filename::text, :failedRun::int, :code::text
                        where not exists (select from deleted_documents where document_id = :documentId)
                        on conflict (document_id) do update
                            set position = coalesce(excluded.position, s.position),
                                filename = coalesce(excluded.filename, s.filename),
                                failed_run = case when excluded.failed_run > coalesce(s.failed_run, -1)
                                                  then excluded.failed_run else s.failed_run end,
                                code = case when excluded.failed_run > coalesce(s.failed_run, -1)
                                            then excluded.code else s.code end
                        """)
                .bind("documentId", row.documentId())
                .bind("batchId", row.batchId())
                .bind("userId", row.userId())
                .bind("position", Parameter.fromOrEmpty(row.position(), Integer.class))
                .bind("filename", Parameter.fromOrEmpty(row.filename(), String.class))
                .bind("failedRun", Parameter.fromOrEmpty(row.failedRun(), Integer.class))
                .bind("code", Parameter.fromOrEmpty(row.code(), String.class))
                .then();
    }
}
