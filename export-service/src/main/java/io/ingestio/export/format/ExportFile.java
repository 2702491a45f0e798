package io.ingestio.export.format;

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

    static ExportFile open(ExportFormat format, ExportType type, Path file, List<String> headers) throws IOException {
        return switch (format) {
            case CSV -> new CsvExport(file, headers);
            case XLSX -> new XlsxExport(file, headers);
            case JSON -> new JsonExport(file, headers, type);
        };
    }
}
