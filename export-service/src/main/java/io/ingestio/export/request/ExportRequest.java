package io.ingestio.export.request;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportType;
import io.ingestio.http.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A validated request for an export.
 *
 * @param documentIds without repetitions; null if a batch is given
 * @param arrayField  null for normal exports, and for the most common array
 */
record ExportRequest(
        @Nullable List<UUID> documentIds,
        @Nullable UUID batchId,
        ExportFormat format,
        ExportType type,
        @Nullable String arrayField) {

    private static final int MAX_DOCUMENTS = 1000;

    /** The body of {@code POST /api/v1/exports}. */
    record Body(
            @Nullable List<UUID> documentIds,
            @Nullable UUID batchId,
            @Nullable String format,
            @Nullable String type,
            @Nullable String arrayField) {}

    /**
     * @throws Problem 422 {@code invalid_request}
     */
    static ExportRequest of(Body body) {
        List<UUID> documents = body.documentIds();
        if ((documents == null) == (body.batchId() == null)) {
            throw invalid("Give either documentIds or batchId.");
        }
        if (documents != null && (documents.isEmpty() || documents.size() > MAX_DOCUMENTS)) {
            throw invalid("documentIds must name 1 to " + MAX_DOCUMENTS + " documents.");
        }
        ExportFormat format = ExportFormat.of(String.valueOf(body.format()))
                .orElseThrow(() -> invalid("format must be csv, xlsx or json."));
        ExportType type = body.type() == null
                ? ExportType.NORMAL
                : ExportType.of(body.type()).orElseThrow(() -> invalid("type must be normal or multi_row."));
        if (type == ExportType.NORMAL && body.arrayField() != null) {
            throw invalid("arrayField is for exports of type multi_row.");
        }
        return new ExportRequest(
                documents == null ? null : documents.stream().distinct().toList(),
                body.batchId(),
                format,
                type,
                body.arrayField());
    }

    /**
     * The array whose items become rows: the requested one, or the first.
     *
     * @param arrays that the documents have, the most common one first
     * @throws Problem 422 {@code array_field_unknown} that names the arrays
     */
    String arrayFieldAmong(List<String> arrays) {
        if (arrayField == null ? arrays.isEmpty() : !arrays.contains(arrayField)) {
            throw Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            ErrorCode.ARRAY_FIELD_UNKNOWN,
                            arrays.isEmpty()
                                    ? "These documents have no list of items to make rows of."
                                    : "These documents have no list of this name. There are: "
                                            + String.join(", ", arrays) + ".")
                    .with("arrayFields", arrays);
        }
        return arrayField != null ? arrayField : arrays.getFirst();
    }

    private static Problem invalid(String detail) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, ErrorCode.INVALID_REQUEST, detail);
    }
}
