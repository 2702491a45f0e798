package io.ingestio.orchestrator.export;

import static io.ingestio.database.Rows.column;

import io.ingestio.contracts.ExportEvent.ExportCompleted.Included;
import io.ingestio.orchestrator.timeline.Hop.Subject;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the documents of an export in {@code batch_documents}: those that their user has. Joins the running transaction. */
@Component
class ExportedDocumentTable {

    private final DatabaseClient sql;

    ExportedDocumentTable(DatabaseClient sql) {
        this.sql = sql;
    }

    Mono<List<Subject>> of(String userId, List<Included> included) {
        return sql.sql("""
                        select d.id as document_id, d.batch_id, d.user_id, i.run
                        from unnest(:ids, :runs) as i (id, run) join batch_documents d on d.id = i.id
                        where d.user_id = :user and d.deleted_at is null
                        """)
                .bind("user", userId)
                .bind("ids", column(included, Included::documentId, UUID.class))
                .bind("runs", column(included, Included::run, Integer.class))
                .mapProperties(Subject.class)
                .all()
                .collectList();
    }

    Mono<List<Subject>> completedIn(String userId, UUID batchId) {
        return sql.sql("""
                        select id as document_id, batch_id, user_id, run from batch_documents
                        where user_id = :user and batch_id = :batch and status in ('completed', 'confirmed')
                          and deleted_at is null
                        """)
                .bind("user", userId)
                .bind("batch", batchId)
                .mapProperties(Subject.class)
                .all()
                .collectList();
    }
}
