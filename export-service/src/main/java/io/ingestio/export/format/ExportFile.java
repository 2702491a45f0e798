package io.ingestio.export.format;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.rows.Cell;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A file written document by document, in constant memory. It is complete only after {@link #close}. */
public interface ExportFile extends Closeable {

    /** Adds a document: as the API shows it, and as rows under the headers that the file was opened with. */
    void add(DocumentEntry document, List<List<Cell>> rows) throws IOException;

    /**
     * A document as the API shows it.
     *
     * @param data as it was extracted
     */
    record DocumentEntry(String documentId, int version, String filename, String documentType, JsonNode data) {}

    /** The columns of an Excel sheet; no file of another format needs more, since each row writes all of them. */
    int MAX_COLUMNS = 16_384;

    /** @throws ExportImpossible {@code too_many_columns} */
    static ExportFile open(ExportFormat format, ExportType type, Path file, List<String> headers) throws IOException {
        boolean hasColumns = format != ExportFormat.JSON || type == ExportType.MULTI_ROW;
        if (hasColumns && headers.size() > MAX_COLUMNS) {
            throw new ExportImpossible(
                    ErrorCode.TOO_MANY_COLUMNS,
                    "An export holds %,d columns, and this has %,d.".formatted(MAX_COLUMNS, headers.size()));
        }
        return switch (format) {
            case CSV -> new CsvExport(file, headers);
            case XLSX -> new XlsxExport(file, headers);
            case JSON -> new JsonExport(file, headers, type);
        };
    }
}
