package io.ingestio.models.offline.value;

import io.ingestio.models.offline.page.Cell;

/**
 * A label that was found in a cell.
 *
 * @param field of the value that belongs to the label
 * @param start offset of the label in the cell's text
 * @param end offset after it
 * @param until offset of the next label in the cell, or the text's end
 */
public record Hit(String field, int weight, Cell cell, int start, int end, int until) {

    /** The text after the label in its cell. */
    public String rest() {
        return cell.text().substring(end, until);
    }

    /** Whether the cell holds this label and no other. */
    public boolean isWholeCell() {
        return start == 0 && until == cell.text().length();
    }

    /** The label's words, positioned on the page. */
    public Cell place() {
        return cell.slice(start, end);
    }
}
