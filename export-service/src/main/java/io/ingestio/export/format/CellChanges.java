package io.ingestio.export.format;

import java.util.ArrayList;
import java.util.List;

/** What a file has otherwise than the document, because the format cannot hold it: nothing is changed in silence. */
public final class CellChanges {

    /** As many are named one by one; all are counted. */
    public static final int MOST_NAMED = 1_000;

    private final List<Cut> named = new ArrayList<>();
    private long cut;
    private long replaced;

    /**
     * A cell that has only the beginning of its text.
     *
     * @param sheet      in which it is
     * @param row        as a spreadsheet counts them, the header being row 1
     * @param characters of the whole text
     * @param kept       characters of it that are in the cell
     */
    public record Cut(
            String documentId, String filename, String sheet, long row, String column, int characters, int kept) {}

    void cut(Cut cell) {
        cut++;
        if (named.size() < MOST_NAMED) {
            named.add(cell);
        }
    }

    void replaced() {
        replaced++;
    }

    public List<Cut> named() {
        return List.copyOf(named);
    }

    public long cut() {
        return cut;
    }

    /** Cells in which characters that no file can hold became U+FFFD. */
    public long replacedCells() {
        return replaced;
    }
}
