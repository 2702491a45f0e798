package io.ingestio.export.format;

/** How wide the columns of a sheet are: as their longest line so far, within bounds in which a sheet can be read. */
final class ColumnWidths {

    private static final int NARROWEST = 8;
    private static final int WIDEST = 60;
    private static final int MARGIN = 2;

    private final int[] characters;

    ColumnWidths(int columns) {
        this.characters = new int[columns];
    }

    interface Column {
        void is(int column, double width);
    }

    void seen(int column, String text) {
        if (characters[column] < WIDEST) {
            characters[column] = Math.max(characters[column], longestLine(text));
        }
    }

    private static int longestLine(String text) {
        int longest = 0;
        int line = 0;
        for (int i = 0; i < text.length() && longest < WIDEST; i++) {
            line = text.charAt(i) == '\n' ? 0 : line + 1;
            longest = Math.max(longest, line);
        }
        return longest;
    }

    void forEach(Column column) {
        for (int i = 0; i < characters.length; i++) {
            column.is(i, Math.clamp(characters[i] + MARGIN, NARROWEST, WIDEST));
        }
    }
}
