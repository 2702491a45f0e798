package io.ingestio.export.format;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.rows.Cell;
import io.ingestio.export.rows.Origin;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A file written document by document, in constant memory. It is complete only after {@link #close}. */
public interface ExportFile extends Closeable {

    /** Adds a document: as the API shows it, and as rows under the headers that the table was begun with. */
    void add(DocumentEntry document, List<List<Cell>> rows) throws IOException;

    /** Begins a table. Only a workbook may have more than one; the rows of each are added before the next one begins. */
    void begin(String name, List<String> headers) throws IOException;

    /**
     * A document as the API shows it.
     *
     * @param version run of the extraction
     * @param edit    0 for the run's result, else which edit of it
     * @param data    as it was extracted or edited
     */
    record DocumentEntry(Origin origin, int version, int edit, JsonNode data) {}

    /** The columns of an Excel sheet; no file of another format needs more, since each row writes all of them. */
    int MAX_COLUMNS = 16_384;

    /**
     * @param headers of the first table
     * @param changes where the file says what it could not hold
     * @throws ExportImpossible {@code too_many_columns}
     */
    static ExportFile open(FileSpec spec, Path file, String table, List<String> headers, CellChanges changes)
            throws IOException {
        if (spec.hasColumns()) {
            requireColumns(headers);
        }
        ExportFile export =
                switch (spec.format()) {
                    case CSV -> new CsvExport(file, spec.csv(), changes);
                    case XLSX -> new XlsxExport(file, changes);
                    case JSON -> new JsonExport(file, spec.asRows(), false);
                    case JSONL -> new JsonExport(file, spec.asRows(), true);
                };
        export.begin(table, headers);
        return export;
    }

    /** @throws ExportImpossible {@code too_many_columns} */
    static void requireColumns(List<String> headers) {
        if (headers.size() > MAX_COLUMNS) {
            throw tooManyColumns(headers.size());
        }
    }

    static ExportImpossible tooManyColumns(int columns) {
        return new ExportImpossible(
                ErrorCode.TOO_MANY_COLUMNS,
                "An export holds %,d columns, and this has %,d or more. Choose some of them by columns or a template, or export as JSON of type normal."
                        .formatted(MAX_COLUMNS, columns));
    }
}
