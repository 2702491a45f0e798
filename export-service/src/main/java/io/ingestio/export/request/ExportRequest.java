package io.ingestio.export.request;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.format.CsvStyle;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportOptions;
import io.ingestio.export.format.ExportType;
import io.ingestio.export.rows.ColumnChoice;
import io.ingestio.export.selection.Selection;
import io.ingestio.export.selection.WantedExport;
import io.ingestio.export.template.ColumnList;
import io.ingestio.http.Ids;
import io.ingestio.http.Problem;
import io.ingestio.http.Text;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A validated request for an export.
 *
 * @param wanted     its array may be the most common one, and its columns may be those of a template
 * @param templateId whose columns are chosen; null for those that are given, or all
 */
record ExportRequest(WantedExport wanted, @Nullable UUID templateId) {

    private static final int MAX_DOCUMENTS = 1000;
    private static final int MAX_BATCHES = 100;
    private static final int MAX_FIELD = 1_000;
    private static final List<String> DELIMITERS = List.of(",", ";", "\t");
    private static final String PER_ARRAY = "per_array";

    /** How a CSV file is written; without it as RFC 4180 has it. The delimiter is a comma, of numbers with a comma a semicolon. */
    record CsvBody(
            @Nullable Boolean bom,
            @Nullable String delimiter,
            @Nullable Boolean decimalComma) {

        CsvStyle style() {
            boolean comma = isTrue(decimalComma);
            String between = delimiter == null ? (comma ? ";" : ",") : delimiter;
            if (!DELIMITERS.contains(between)) {
                throw invalid("csv.delimiter must be a comma, a semicolon or a tab.");
            }
            return new CsvStyle(isTrue(bom), between.charAt(0), comma);
        }
    }

    /** The body of {@code POST /api/v1/exports}. */
    record ExportBody(
            @Nullable List<UUID> documentIds,
            @Nullable UUID batchId,
            @Nullable List<UUID> batchIds,
            @Nullable Boolean confirmedOnly,
            @Nullable String format,
            @Nullable String type,
            @Nullable String arrayField,
            @Nullable String sheets,
            @Nullable List<ColumnList.ColumnBody> columns,
            @Nullable UUID templateId,
            @Nullable CsvBody csv) {}

    /**
     * @throws Problem 422 {@code invalid_request}
     */
    static ExportRequest of(ExportBody body) {
        ExportFormat format = ExportFormat.of(String.valueOf(body.format()))
                .orElseThrow(() -> invalid("format must be csv, xlsx, json or jsonl."));
        ExportType type = body.type() == null
                ? ExportType.NORMAL
                : ExportType.of(body.type()).orElseThrow(() -> invalid("type must be normal or multi_row."));
        if (type == ExportType.NORMAL && body.arrayField() != null) {
            throw invalid("arrayField is for exports of type multi_row.");
        }
        if (body.arrayField() != null && !Text.isStorable(body.arrayField(), MAX_FIELD)) {
            throw invalid("arrayField must have at most " + MAX_FIELD + " characters, and no NUL.");
        }
        if (body.csv() != null && format != ExportFormat.CSV) {
            throw invalid("csv is for exports of format csv.");
        }
        if (body.columns() != null && body.templateId() != null) {
            throw invalid("Give either columns or templateId.");
        }
        boolean perArray = sheetPerArray(body, format, type);
        List<ColumnChoice> columns = body.columns() == null ? null : ColumnList.of(body.columns());
        ExportOptions options = new ExportOptions(
                isTrue(body.confirmedOnly()),
                perArray,
                columns,
                body.csv() == null ? null : body.csv().style());
        return new ExportRequest(
                new WantedExport(selection(body), format, type, body.arrayField(), options), body.templateId());
    }

    private static boolean sheetPerArray(ExportBody body, ExportFormat format, ExportType type) {
        if (body.sheets() == null) {
            return false;
        }
        if (!body.sheets().equals(PER_ARRAY)) {
            throw invalid("sheets must be per_array.");
        }
        boolean fits = format == ExportFormat.XLSX
                && type == ExportType.MULTI_ROW
                && body.arrayField() == null
                && body.columns() == null
                && body.templateId() == null;
        if (!fits) {
            throw invalid(
                    "sheets is for exports of format xlsx and type multi_row, without arrayField, columns or template.");
        }
        return true;
    }

    private static Selection selection(ExportBody body) {
        List<UUID> documents = body.documentIds();
        List<UUID> batches = body.batchIds();
        UUID batch = body.batchId();
        if (Stream.of(documents != null, batches != null, batch != null)
                        .filter(given -> given)
                        .count()
                != 1) {
            throw invalid("Give one of documentIds, batchId and batchIds.");
        }
        return new Selection(
                documents == null ? null : Ids.given("documentIds", documents, MAX_DOCUMENTS),
                batch != null ? List.of(batch) : batches == null ? null : Ids.given("batchIds", batches, MAX_BATCHES),
                isTrue(body.confirmedOnly()));
    }

    /** The same with the columns of its template. */
    WantedExport withColumns(List<ColumnChoice> columns) {
        ExportOptions options = wanted.options();
        return new WantedExport(
                wanted.selection(),
                wanted.format(),
                wanted.type(),
                wanted.arrayField(),
                new ExportOptions(options.confirmedOnly(), options.sheetPerArray(), columns, options.csv()));
    }

    /** Whether rows are made of one array, which the documents must have. */
    static boolean needsArray(WantedExport wanted) {
        return wanted.type() == ExportType.MULTI_ROW && !wanted.options().sheetPerArray();
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    private static Problem invalid(String detail) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, ErrorCode.INVALID_REQUEST, detail);
    }
}
