package io.ingestio.orchestrator.document;

import static io.ingestio.database.Rows.column;
import static io.ingestio.database.Rows.instants;

import io.ingestio.contracts.status.DocumentStatus;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL that keeps {@code batch_documents} up to date. Joins the running transaction. */
@Component
public class DocumentTable {

    private final DatabaseClient sql;

    DocumentTable(DatabaseClient sql) {
        this.sql = sql;
    }

    public Mono<Map<UUID, Document>> find(Collection<UUID> ids) {
        return sql.sql("select * from batch_documents where id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(DocumentTable::document)
                .all()
                .collectMap(Document::id);
    }

    /** Writes documents as they are now. The caller holds the lock of their batches. */
    public Mono<Void> save(List<Document> documents) {
        if (documents.isEmpty()) {
            return Mono.empty();
        }
        return sql.sql("""
                        insert into batch_documents (id, batch_id, user_id, position, filename, mime_type, size_bytes, pages,
                                                     run, status, error_code, error_message, prompt, document_type, model,
                                                     finished_at)
                        select * from unnest(:ids, :batches, :users, :positions, :filenames, :types, :sizes, :pages,
                                             :runs, :statuses, :codes, :messages, :prompts, :documentTypes, :models,
                                             :finishedAt)
                        on conflict (id) do update
                        set position = excluded.position, filename = excluded.filename, mime_type = excluded.mime_type,
                            size_bytes = excluded.size_bytes, pages = excluded.pages, run = excluded.run,
                            status = excluded.status, error_code = excluded.error_code,
                            error_message = excluded.error_message, prompt = excluded.prompt,
                            document_type = excluded.document_type, model = excluded.model,
                            finished_at = excluded.finished_at
                        """)
                .bind("ids", column(documents, Document::id, UUID.class))
                .bind("batches", column(documents, Document::batchId, UUID.class))
                .bind("users", column(documents, Document::userId, String.class))
                .bind(
                        "positions",
                        column(documents, document -> document.facts().position(), Integer.class))
                .bind(
                        "filenames",
                        column(documents, document -> document.facts().filename(), String.class))
                .bind("types", column(documents, document -> document.facts().mimeType(), String.class))
                .bind("sizes", column(documents, document -> document.facts().sizeBytes(), Long.class))
                .bind("pages", column(documents, document -> document.facts().pages(), Integer.class))
                .bind("runs", column(documents, document -> document.progress().run(), Integer.class))
                .bind(
                        "statuses",
                        column(
                                documents,
                                document -> document.progress().status().wireName(),
                                String.class))
                .bind("codes", column(documents, document -> document.progress().errorCode(), String.class))
                .bind(
                        "messages",
                        column(documents, document -> document.progress().errorMessage(), String.class))
                .bind(
                        "prompts",
                        column(documents, document -> document.progress().prompt(), String.class))
                .bind(
                        "documentTypes",
                        column(documents, document -> document.progress().documentType(), String.class))
                .bind(
                        "models",
                        column(documents, document -> document.progress().model(), String.class))
                .bind(
                        "finishedAt",
                        instants(documents, document -> document.progress().finishedAt()))
                .then();
    }

    private static Document document(Readable row) {
        return new Document(
                row.get("id", UUID.class),
                row.get("batch_id", UUID.class),
                row.get("user_id", String.class),
                new Document.Facts(
                        row.get("position", Integer.class),
                        row.get("filename", String.class),
                        row.get("mime_type", String.class),
                        row.get("size_bytes", Long.class),
                        row.get("pages", Integer.class)),
                new Progress(
                        row.get("run", Integer.class),
                        DocumentStatus.ofWireName(row.get("status", String.class))
                                .orElseThrow(),
                        row.get("prompt", String.class),
                        row.get("document_type", String.class),
                        row.get("model", String.class),
                        row.get("error_code", String.class),
                        row.get("error_message", String.class),
                        row.get("finished_at", Instant.class)));
    }
}
