package io.ingestio.export.data;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All SQL of {@code extracted_data} that does not speak of one version. */
@Component
public class ExtractedDataTable {

    /** Rows that the database sends at a time. The data of one document may have 24 MB, so memory is bounded by this. */
    private static final int FETCH_SIZE = 16;

    private static final String COLUMNS = """
            select document_id, run, edit, batch_id, user_id, filename, document_type, pages, prompt, model,
                   data::text as data, warnings, completed_at
            from extracted_data
            """;

    private final DatabaseClient sql;

    ExtractedDataTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Adds the result of a run; one that is there already stays as it is. Nothing is added of a deleted document. */
    Mono<Void> insert(ExtractedDocument document) {
        return sql.sql("""
                        insert into extracted_data (document_id, run, edit, batch_id, user_id, filename, document_type, pages,
                                                    prompt, model, data, warnings, completed_at)
                        select :documentId, :run, :edit, :batchId, :userId, :filename, :documentType, :pages, :prompt, :model,
                               :data::json, :warnings, :completedAt
                        where not exists (select from deleted_documents where document_id = :documentId)
                        on conflict do nothing
                        """)
                .bindProperties(document)
                .bind("warnings", document.warnings().toArray(String[]::new))
                .then();
    }

    /** The newest version of each of these documents that has one, in the order of the ids. */
    public Flux<ExtractedDocument> newest(String userId, Collection<UUID> documentIds) {
        return sql.sql("""
                        select latest.*
                        from unnest(:documents) with ordinality as wanted (id, position),
                             lateral (%s where user_id = :user and document_id = wanted.id order by run desc, edit desc limit 1) latest
                        order by wanted.position
                        """.formatted(COLUMNS))
                .filter(statement -> statement.fetchSize(FETCH_SIZE))
                .bind("documents", documentIds.toArray(UUID[]::new))
                .bind("user", userId)
                .mapProperties(ExtractedDocument.class)
                .all();
    }

    /** The newest version of each document of a batch that has one, by file name. */
    public Flux<ExtractedDocument> newestOfBatch(String userId, UUID batchId) {
        return sql.sql("""
                        select * from (
                            select distinct on (document_id) latest.*
                            from (%s where user_id = :user and batch_id = :batch) latest
                            order by document_id, run desc, edit desc) documents
                        order by filename collate "C", document_id
                        """.formatted(COLUMNS))
                .filter(statement -> statement.fetchSize(FETCH_SIZE))
                .bind("user", userId)
                .bind("batch", batchId)
                .mapProperties(ExtractedDocument.class)
                .all();
    }

    /** The batches of these documents; empty if one of them has no data. */
    public Mono<Set<UUID>> batchesOf(String userId, List<UUID> documentIds) {
        return sql.sql("""
                        select distinct document_id, batch_id
                        from extracted_data where user_id = :user and document_id = any(:documents)
                        """)
                .bind("user", userId)
                .bind("documents", documentIds.toArray(UUID[]::new))
                .map(row -> Map.entry(row.get("document_id", UUID.class), row.get("batch_id", UUID.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(found -> found.keySet().containsAll(documentIds) ? Set.copyOf(found.values()) : Set.of());
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

    /** How many documents of a batch have data. */
    public Mono<Integer> countOfBatch(String userId, UUID batchId) {
        return sql.sql("""
                        select count(distinct document_id)::int
                        from extracted_data where user_id = :user and batch_id = :batch
                        """)
                .bind("user", userId)
                .bind("batch", batchId)
                .map(row -> row.get(0, Integer.class))
                .one();
    }
}
