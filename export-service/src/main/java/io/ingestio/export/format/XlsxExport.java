package io.ingestio.export.format;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.rows.Cell;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Sheets with typed cells under a frozen header. Text is written as string cells, never as formulas; numbers show the decimals that they
 * have. Values that Excel cannot hold exactly (numbers beyond 15 digits, dates before March 1900) are written as text; text beyond
 * 32,767 characters is cut, marked and reported.
 */
final class XlsxExport implements ExportFile {

    private static final int MAX_CELL_CHARS = 32_767;
    private static final int MAX_DIGITS = 15;
    private static final int MAX_SCALE = 30;
    private static final int FLUSH_ROWS = 500;
    /** Cells, and characters of text, that wait in memory for the next flush. */
    private static final int FLUSH_CELLS = 100_000;

    private static final int FLUSH_CHARS = 1 << 20;
    private static final String CUT_MARK = " … [cut]";
    /** Excel counts a 29 February 1900, which did not exist. */
    private static final LocalDate FIRST_SAFE_DATE = LocalDate.of(1900, 3, 1);

    private static final String DATE_FORMAT = "yyyy-mm-dd";
    private static final String[] NUMBER_FORMATS = new String[MAX_SCALE + 1];

    static {
        for (int scale = 0; scale <= MAX_SCALE; scale++) {
            NUMBER_FORMATS[scale] = scale == 0 ? "0" : "0." + "0".repeat(scale);
        }
    }

    private final OutputStream out;
    private final Workbook workbook;
    private final CellChanges changes;
    private final SheetNames names = new SheetNames();

    /** The sheet being written; the others are complete. */
    private @Nullable Table table;

    private final class Table {
        private final Worksheet sheet;
        private final String name;
        private final List<String> headers;
        private final ColumnWidths widths;
        private int nextRow = 1;
        private boolean flushed;
        private int cells;
        private int chars;

        Table(String name, List<String> headers) {
            this.name = names.next(name);
            this.sheet = workbook.newWorksheet(this.name);
            this.headers = headers;
            this.widths = new ColumnWidths(headers.size());
            sheet.freezePane(0, 1);
        }

        void flush() throws IOException {
            if (!flushed) {
                widths.forEach(sheet::width);
                flushed = true;
            }
            sheet.flush();
            cells = 0;
            chars = 0;
        }
    }

    XlsxExport(Path file, CellChanges changes) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        this.workbook = new Workbook(out, "IngestIO", null);
        this.changes = changes;
    }

    @Override
    public void begin(String name, List<String> headers) throws IOException {
        finishTable();
        table = new Table(name, headers);
        for (int column = 0; column < headers.size(); column++) {
            String header = SafeText.printable(headers.get(column));
            header = header.length() <= MAX_CELL_CHARS ? header : beginning(header);
            table.sheet.inlineString(0, column, SafeText.unescapedInSheets(header));
            table.sheet.style(0, column).bold().set();
            table.widths.seen(column, header);
        }
    }

    @Override
    public void add(DocumentEntry document, List<List<Cell>> rows) throws IOException {
        Table to = table();
        for (List<Cell> row : rows) {
            if (to.nextRow >= Worksheet.MAX_ROWS) {
                throw new ExportImpossible(
                        ErrorCode.TOO_MANY_ROWS,
                        "An Excel sheet holds %,d rows. Export as CSV or JSON instead.".formatted(Worksheet.MAX_ROWS));
            }
            for (int column = 0; column < row.size(); column++) {
                Cell cell = row.get(column);
                write(document, to, column, cell);
                to.chars +=
                        cell instanceof Cell.Text text ? Math.min(text.value().length(), MAX_CELL_CHARS) : 0;
            }
            to.nextRow++;
            to.cells += row.size();
            if (to.nextRow % FLUSH_ROWS == 0 || to.cells > FLUSH_CELLS || to.chars > FLUSH_CHARS) {
                to.flush();
            }
        }
    }

    private void write(DocumentEntry document, Table to, int column, Cell cell) {
        switch (cell) {
            case Cell.Empty empty -> {}
            case Cell.Text text -> text(document, to, column, text.value());
            case Cell.Numeric number -> number(document, to, column, number.value());
            case Cell.Truth truth -> to.sheet.value(to.nextRow, column, truth.value());
            case Cell.Date date -> date(document, to, column, date.value());
        }
    }

    private void number(DocumentEntry document, Table to, int column, BigDecimal value) {
        int scale = Math.max(0, value.scale());
        String plain = value.toPlainString();
        if (scale > MAX_SCALE || value.stripTrailingZeros().precision() > MAX_DIGITS) {
            text(document, to, column, plain);
        } else {
            to.sheet.value(to.nextRow, column, value);
            to.sheet.style(to.nextRow, column).format(NUMBER_FORMATS[scale]).set();
            to.widths.seen(column, plain);
        }
    }

    private void date(DocumentEntry document, Table to, int column, LocalDate value) {
        if (value.isBefore(FIRST_SAFE_DATE)) {
            text(document, to, column, value.toString());
        } else {
            to.sheet.value(to.nextRow, column, value);
            to.sheet.style(to.nextRow, column).format(DATE_FORMAT).set();
            to.widths.seen(column, DATE_FORMAT);
        }
    }

    private void text(DocumentEntry document, Table to, int column, String value) {
        String printable = SafeText.printable(value);
        if (!printable.equals(value)) {
            changes.replaced();
        }
        if (printable.length() > MAX_CELL_CHARS) {
            int characters = printable.length();
            printable = beginning(printable);
            changes.cut(new CellChanges.Cut(
                    document.origin().documentId(),
                    document.origin().filename(),
                    to.name,
                    to.nextRow + 1L,
                    to.headers.get(column),
                    characters,
                    printable.length() - CUT_MARK.length()));
        }
        to.sheet.inlineString(to.nextRow, column, SafeText.unescapedInSheets(printable));
        to.widths.seen(column, printable);
    }

    private static String beginning(String text) {
        int end = MAX_CELL_CHARS - CUT_MARK.length();
        boolean splitsPair = Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splitsPair ? end - 1 : end) + CUT_MARK;
    }

    private Table table() {
        if (table == null) {
            throw new IllegalStateException("no table was begun");
        }
        return table;
    }

    private void finishTable() throws IOException {
        if (table != null) {
            table.flush();
            table.sheet.finish();
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            finishTable();
            workbook.finish();
        }
    }
}
