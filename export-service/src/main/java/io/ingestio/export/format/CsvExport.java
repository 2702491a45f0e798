package io.ingestio.export.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.ingestio.export.rows.Cell;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** RFC 4180: UTF-8, CRLF, a header line. No cell is a formula, nor is a header: their names come from documents too. */
final class CsvExport implements ExportFile {

    /** A spreadsheet may split at another delimiter than ours: then a formula in the middle of a text would begin a cell. */
    private static final QuoteStrategy ANY_DELIMITER = new QuoteStrategy() {
        @Override
        public boolean quoteValue(int line, int field, String value) {
            return SafeText.hasDelimiter(value);
        }
    };

    private final CsvWriter csv;
    private final CsvStyle style;
    private final CellChanges changes;

    CsvExport(Path file, CsvStyle style, CellChanges changes) throws IOException {
        this.style = style;
        this.changes = changes;
        Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        if (style.bom()) {
            out.write('\uFEFF');
        }
        this.csv = CsvWriter.builder()
                .fieldSeparator(style.delimiter())
                .quoteStrategy(ANY_DELIMITER)
                .build(out);
    }

    @Override
    public void begin(String name, List<String> headers) {
        csv.writeRecord(headers.stream().map(this::safe).toList());
    }

    @Override
    public void add(DocumentEntry document, List<List<Cell>> rows) {
        for (List<Cell> row : rows) {
            List<String> line = new ArrayList<>(row.size());
            row.forEach(cell -> line.add(text(cell)));
            csv.writeRecord(line);
        }
    }

    private String text(Cell cell) {
        return switch (cell) {
            case Cell.Empty empty -> "";
            case Cell.Text text -> safe(text.value());
            case Cell.Numeric number -> number(number.value().toPlainString());
            case Cell.Truth truth -> Boolean.toString(truth.value());
            case Cell.Date date -> date.value().toString();
        };
    }

    private String number(String plain) {
        return style.decimalComma() ? plain.replace('.', ',') : plain;
    }

    private String safe(String text) {
        String printable = SafeText.printable(text);
        if (!printable.equals(text)) {
            changes.replaced();
        }
        return SafeText.noFormula(printable);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
