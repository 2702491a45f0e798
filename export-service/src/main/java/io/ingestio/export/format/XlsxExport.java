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

/**
 * One sheet with typed cells. Text is written as string cells, never as formulas. Values that Excel cannot hold exactly (numbers
 * beyond 15 digits, dates before March 1900) are written as text; text beyond 32,767 characters is cut and marked.
 */
final class XlsxExport implements ExportFile {

    private static final int MAX_CELL_CHARS = 32_767;
    private static final int MAX_DIGITS = 15;
    private static final int FLUSH_ROWS = 500;
    private static final String CUT_MARK = " … [cut]";
    /** Excel counts a 29 February 1900, which did not exist. */
    private static final LocalDate FIRST_SAFE_DATE = LocalDate.of(1900, 3, 1);

    private final OutputStream out;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int nextRow;

    XlsxExport(Path file, List<String> headers) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        this.workbook = new Workbook(out, "IngestIO", null);
        this.sheet = workbook.newWorksheet("Data");
        sheet.freezePane(0, 1);
        for (int column = 0; column < headers.size(); column++) {
            text(0, column, headers.get(column));
            sheet.style(0, column).bold().set();
        }
        nextRow = 1;
    }

    @Override
    public void add(DocumentEntry document, List<List<Cell>> rows) throws IOException {
        for (List<Cell> row : rows) {
            if (nextRow >= Worksheet.MAX_ROWS) {
                throw new ExportImpossible(
                        ErrorCode.TOO_MANY_ROWS,
                        "An Excel sheet holds %,d rows. Export as CSV or JSON instead.".formatted(Worksheet.MAX_ROWS));
            }
            for (int column = 0; column < row.size(); column++) {
                write(nextRow, column, row.get(column));
            }
            nextRow++;
            if (nextRow % FLUSH_ROWS == 0) {
                sheet.flush();
            }
        }
    }

    private void write(int row, int column, Cell cell) {
        switch (cell) {
            case Cell.Empty empty -> {}
            case Cell.Text text -> text(row, column, text.value());
            case Cell.Numeric number -> number(row, column, number.value());
            case Cell.Truth truth -> sheet.value(row, column, truth.value());
            case Cell.Date date -> date(row, column, date.value());
        }
    }

    private void number(int row, int column, BigDecimal value) {
        if (value.stripTrailingZeros().precision() > MAX_DIGITS) {
            text(row, column, value.toPlainString());
        } else {
            sheet.value(row, column, value);
        }
    }

    private void date(int row, int column, LocalDate value) {
        if (value.isBefore(FIRST_SAFE_DATE)) {
            text(row, column, value.toString());
        } else {
            sheet.value(row, column, value);
            sheet.style(row, column).format("yyyy-mm-dd").set();
        }
    }

    private void text(int row, int column, String value) {
        String printable = SafeText.printable(value);
        if (printable.length() > MAX_CELL_CHARS) {
            int end = MAX_CELL_CHARS - CUT_MARK.length();
            boolean splitsPair = Character.isHighSurrogate(printable.charAt(end - 1));
            printable = printable.substring(0, splitsPair ? end - 1 : end) + CUT_MARK;
        }
        sheet.inlineString(row, column, printable);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            workbook.finish();
        }
    }
}
