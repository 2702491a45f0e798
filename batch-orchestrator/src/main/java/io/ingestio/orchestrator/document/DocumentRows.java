package io.ingestio.orchestrator.document;

import io.ingestio.contracts.DataSummary;
import io.ingestio.contracts.status.DocumentStatus;
import io.ingestio.orchestrator.document.Progress.Failure;
import io.ingestio.orchestrator.document.Progress.Result;
import io.ingestio.orchestrator.document.Progress.Summary;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes documents of rows of {@code batch_documents}. */
final class DocumentRows {

    private final JsonMapper json;

    DocumentRows(JsonMapper json) {
        this.json = json;
    }

    Document document(Readable row) {
        return new Document(
                row.get("id", UUID.class),
                row.get("batch_id", UUID.class),
                row.get("user_id", String.class),
                new Document.Facts(
                        row.get("position", Integer.class),
                        row.get("filename", String.class),
                        row.get("mime_type", String.class),
                        row.get("size_bytes", Long.class),
                        row.get("pages", Integer.class),
                        source(row)),
                new Progress(
                        row.get("run", Integer.class),
                        status(row),
                        row.get("prompt", String.class),
                        result(row),
                        failure(row),
                        row.get("finished_at", Instant.class)),
                review(row),
                row.get("deleted_at", Instant.class));
    }

    /** Of the run: a confirmed document's run is completed. */
    private static DocumentStatus status(Readable row) {
        String status = row.get("status", String.class);
        return Review.CONFIRMED.equals(status)
                ? DocumentStatus.COMPLETED
                : DocumentStatus.ofWireName(status).orElseThrow();
    }

    private Review review(Readable row) {
        String summary = row.get("review_summary", String.class);
        return new Review(
                row.get("review_number", Integer.class),
                row.get("review_run", Integer.class),
                row.get("review_edit", Integer.class),
                row.get("review_confirmed", Boolean.class),
                summary == null ? null : json.readValue(summary, DataSummary.class));
    }

    private @Nullable Result result(Readable row) {
        String documentType = row.get("document_type", String.class);
        String summary = row.get("summary", String.class);
        return documentType == null
                ? null
                : new Result(
                        documentType,
                        row.get("model", String.class),
                        summary == null
                                ? new Summary(Map.of(), Map.of(), List.of())
                                : json.readValue(summary, Summary.class));
    }

    private static @Nullable Failure failure(Readable row) {
        String code = row.get("error_code", String.class);
        return code == null ? null : new Failure(code, row.get("error_message", String.class));
    }

    private static @Nullable Source source(Readable row) {
        String key = row.get("object_key", String.class);
        return key == null
                ? null
                : new Source(
                        key,
                        row.get("prompt_strategy", String.class),
                        row.get("requested_prompt", String.class),
                        row.get("requested_type", String.class),
                        row.get("schema", String.class),
                        row.get("concurrent_documents", Integer.class));
    }
}
