package io.ingestio.export.content;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.content.Manifest.Included;
import io.ingestio.export.content.Manifest.Sheet;
import io.ingestio.export.content.Manifest.Written;
import io.ingestio.export.format.CellChanges;
import io.ingestio.export.format.ExportFile;
import io.ingestio.export.format.ExportImpossible;
import io.ingestio.export.rows.ArrayFieldUnknown;
import io.ingestio.export.rows.ArrayFields;
import io.ingestio.export.rows.Cell;
import io.ingestio.export.rows.ColumnChoice;
import io.ingestio.export.rows.Columns;
import io.ingestio.export.rows.Fields;
import io.ingestio.export.selection.WantedExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes the file of one export from its scratch file: once through it for the columns, once for the rows; for a workbook with a sheet
 * for each array twice for each sheet. Holds one document at a time.
 */
public final class WriteExport {

    private static final String DATA = "Data";
    private static final String DOCUMENTS = "Documents";
    /** In a workbook; each costs two passes. */
    private static final int MOST_SHEETS = 100;
    /** Rows between two looks at the time and at the size of the file. */
    private static final int PORTION = 1_000;
    /** Of one file. */
    private static final long MOST_BYTES = 4L << 30;
    /** Among which columns may be chosen. */
    private static final int MOST_FIELDS = 200_000;

    private final WantedExport wanted;
    private final DocumentScratch scratch;
    private final ArrayFields arrays;
    private final Path file;
    private final Progress progress;
    private final CellChanges changes = new CellChanges();

    public WriteExport(WantedExport wanted, DocumentScratch scratch, ArrayFields arrays, Path file, Progress progress) {
        this.wanted = wanted;
        this.scratch = scratch;
        this.arrays = arrays;
        this.file = file;
        this.progress = progress;
    }

    /**
     * @throws ArrayFieldUnknown if no document has the array whose items become rows
     * @throws io.ingestio.export.format.ExportImpossible if the format cannot hold these documents
     */
    public Written write() throws IOException {
        return switch (wanted.type()) {
            case NORMAL -> oneTable(Columns.normal(), null);
            case MULTI_ROW -> wanted.options().sheetPerArray() ? sheets() : itemsOfOneArray();
        };
    }

    private Written itemsOfOneArray() throws IOException {
        String array = ArrayFieldUnknown.require(wanted.arrayField(), arrays.mostCommonFirst());
        return oneTable(Columns.itemsOf(array), array);
    }

    private Written oneTable(Columns columns, @Nullable String array) throws IOException {
        include(columns);
        List<ColumnChoice> chosen = wanted.options().columns();
        if (chosen != null) {
            columns.choose(chosen);
        }
        List<Included> included = new ArrayList<>();
        try (ExportFile export = open(DATA, columns)) {
            scratch.forEach(entry -> {
                included.add(included(entry, add(export, columns, entry)));
                progress.done(included.size());
            });
        }
        return new Written(included, columns.headers(), array, null, changes);
    }

    private Written sheets() throws IOException {
        List<String> paths = arrays.inOrder();
        requireSheets(paths.size() + 1);
        Columns documents = Columns.withoutArrays();
        include(documents);
        List<Included> included = new ArrayList<>();
        List<Sheet> sheets = new ArrayList<>();
        try (ExportFile export = open(DOCUMENTS, documents)) {
            scratch.forEach(entry -> included.add(included(entry, add(export, documents, entry))));
            sheets.add(new Sheet(DOCUMENTS, null, included.size()));
            for (String path : paths) {
                Columns items = Columns.onlyItemsOf(path);
                include(items);
                ExportFile.requireColumns(items.headers());
                export.begin(path, items.headers());
                sheets.add(new Sheet(path, path, addItems(export, items, included)));
            }
        }
        progress.done(included.size());
        return new Written(included, documents.headers(), null, sheets, changes);
    }

    /** The rows that this sheet has; each document gets its own added. */
    private long addItems(ExportFile export, Columns items, List<Included> included) throws IOException {
        long[] position = {0, 0};
        scratch.forEach(entry -> {
            long rows = add(export, items, entry);
            int place = (int) position[0]++;
            Included document = included.get(place);
            included.set(place, included(entry, document.rows() + rows));
            position[1] += rows;
        });
        return position[1];
    }

    private static void requireSheets(int sheets) {
        if (sheets > MOST_SHEETS) {
            throw new ExportImpossible(
                    ErrorCode.TOO_MANY_SHEETS,
                    "A workbook has at most %d sheets here, and this would have %d. Choose one list by arrayField."
                            .formatted(MOST_SHEETS, sheets));
        }
    }

    private ExportFile open(String table, Columns columns) throws IOException {
        return ExportFile.open(wanted.file(), file, table, columns.headers(), changes);
    }

    /** Every column that the file has; of a file without columns the first ones, which its export names. */
    private void include(Columns columns) throws IOException {
        boolean hasColumns = wanted.file().hasColumns();
        scratch.forEach(entry -> {
            progress.check();
            if (hasColumns || columns.size() < ExportFile.MAX_COLUMNS) {
                columns.include(Fields.of(entry.tree()));
            }
            if (hasColumns
                    && columns.size() > (wanted.options().columns() == null ? ExportFile.MAX_COLUMNS : MOST_FIELDS)) {
                throw ExportFile.tooManyColumns(columns.size());
            }
        });
    }

    private long add(ExportFile export, Columns columns, DocumentScratch.Entry entry) throws IOException {
        JsonNode tree = entry.tree();
        var document = entry.document(tree);
        List<List<Cell>> rows = columns.rows(document.origin(), Fields.of(tree));
        if (!wanted.file().hasColumns()) {
            export.add(document, rows);
            requireRoom();
            return rows.size();
        }
        for (int from = 0; from < rows.size(); from += PORTION) {
            export.add(document, rows.subList(from, Math.min(rows.size(), from + PORTION)));
            requireRoom();
        }
        return rows.size();
    }

    private void requireRoom() throws IOException {
        progress.check();
        if (Files.size(file) > MOST_BYTES) {
            throw new ExportImpossible(
                    ErrorCode.EXPORT_TOO_LARGE,
                    "The file would have more than %d GB. Export fewer documents.".formatted(MOST_BYTES >> 30));
        }
    }

    private static Included included(DocumentScratch.Entry entry, long rows) {
        return new Included(entry.documentId(), entry.filename(), entry.run(), entry.edit(), rows);
    }
}
