package io.ingestio.export.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.ingestio.export.rows.Cell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** RFC 4180: UTF-8, commas, CRLF, a header line. No cell is a formula, nor is a header: their names come from documents too. */
final class CsvExport implements ExportFile {

    private final CsvWriter csv;

    CsvExport(Path file, List<String> headers) throws IOException {
        this.csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8);
        csv.writeRecord(headers.stream().map(CsvExport::safe).toList());
    }

    @Override
    public void add(DocumentEntry document, List<List<Cell>> rows) {
        for (List<Cell> row : rows) {
            List<String> line = new ArrayList<>(row.size());
            row.forEach(cell -> line.add(text(cell)));
            csv.writeRecord(line);
        }
    }

    private static String text(Cell cell) {
        return switch (cell) {
            case Cell.Empty empty -> "";
            case Cell.Text text -> safe(text.value());
            case Cell.Numeric number -> number.value().toPlainString();
            case Cell.Truth truth -> Boolean.toString(truth.value());
            case Cell.Date date -> date.value().toString();
        };
    }

    private static String safe(String text) {
        return SafeText.noFormula(SafeText.printable(text));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
