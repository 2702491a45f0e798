package io.ingestio.export.data;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code extracted_data} that does not speak of one version. */
@Component
public class ExtractedDataTable {

    private final DatabaseClient sql;

    ExtractedDataTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Adds the result of a run; one that is there already stays as it is. Nothing is added of a deleted document. */
    Mono<Void> insert(ExtractedDocument document) {
        return sql.sql("""
                        insert into extracted_data (document_id, run, edit, batch_id, user_id, filename, document_type, pages,
                                                    prompt, model, data, warnings, completed_at, layout)
                        select :documentId, :run, :edit, :batchId, :userId, :filename, :documentType, :pages, :prompt, :model,
                               :data::json, :warnings, :completedAt, :layout
                        where not exists (select from deleted_documents where document_id = :documentId)
                        on conflict do nothing
                        """)
                .bindProperties(document)
                .bind("warnings", document.warnings().toArray(String[]::new))
                .then();
    }

    /** How many of these documents have data. */
    public Mono<Integer> count(String userId, List<UUID> documentIds) {
        return sql.sql("""
                        select count(distinct document_id)::int
                        from extracted_data where user_id = :user and document_id = any(:documents)
                        """)
                .bind("user", userId)
                .bind("documents", documentIds.toArray(UUID[]::new))
                .map(row -> row.get(0, Integer.class))
                .one();
    }
}
