package io.ingestio.export.data;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code extracted_data}. */
@Component
public class ExtractedDataTable {

    private static final String COLUMNS = """
            select document_id, run, batch_id, user_id, filename, document_type, pages, prompt, model, data::text as data,
                   warnings, completed_at
            from extracted_data
            """;

    private final DatabaseClient sql;

    ExtractedDataTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Adds a version; one that is there already stays as it is. Nothing is added of a deleted document. */
    Mono<Void> insert(ExtractedDocument document) {
        return sql.sql("""
                        insert into extracted_data (document_id, run, batch_id, user_id, filename, document_type, pages,
                                                    prompt, model, data, warnings, completed_at)
                        select :documentId, :run, :batchId, :userId, :filename, :documentType, :pages, :prompt, :model,
                               :data::json, :warnings, :completedAt
                        where not exists (select from deleted_documents where document_id = :documentId)
                        on conflict do nothing
                        """)
                .bindProperties(document)
                .bind("warnings", document.warnings().toArray(String[]::new))
                .then();
    }

    /**
     * @param version null for the newest
     */
    Mono<ExtractedDocument> find(String userId, UUID documentId, @Nullable Integer version) {
        return sql.sql(COLUMNS + """
                        where user_id = :user and document_id = :document and (:run::int is null or run = :run)
                        order by run desc
                        limit 1
                        """)
                .bind("user", userId)
                .bind("document", documentId)
                .bind("run", Parameter.fromOrEmpty(version, Integer.class))
                .mapProperties(ExtractedDocument.class)
                .one();
    }
}
