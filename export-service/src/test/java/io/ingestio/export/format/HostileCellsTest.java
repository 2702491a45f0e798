package io.ingestio.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.ingestio.export.format.ExportFile.DocumentEntry;
import io.ingestio.export.rows.Cell;
import io.ingestio.export.rows.Fields;
import io.ingestio.export.rows.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile text in documents: the cells are read back by other code than the one that wrote them. */
class HostileCellsTest {

    private static final String COMMAND = "=cmd|' /C calc'!A0";
    private static final String LONG = "x".repeat(40_000);

    /** As the document has them, and as a CSV file must have them. A sheet has the type of a cell, and needs no apostrophe. */
    private static final List<String> HOSTILE = List.of(
            COMMAND,
            "-1+1",
            "+1+1",
            "@SUM(A1)",
            "\t=1",
            "\n=1",
            "\r\n=1",
            "\uFF1D1",
            "=\"a\",\"b\"\n=2",
            "a\u0000b",
            "\ud800",
            "-12.5",
            LONG);

    private static final List<String> HARMLESS = List.of(
            "'" + COMMAND,
            "'-1+1",
            "'+1+1",
            "'@SUM(A1)",
            "'\t=1",
            "'\n=1",
            "'\r\n=1",
            "'\uFF1D1",
            "'=\"a\",\"b\"\n=2",
            "a\ufffdb",
            "\ufffd",
            "-12.5",
            LONG);

    @TempDir
    Path folder;

    @Test
    void areTextInACsvFile() throws IOException {
        Path file = write(ExportFormat.CSV);

        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            List<CsvRecord> lines = csv.stream().toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.getFirst().getFields()).startsWith("'" + COMMAND).hasSize(HOSTILE.size() + 1);
            assertThat(lines.getLast().getFields().subList(0, HOSTILE.size())).isEqualTo(HARMLESS);
            assertThat(lines.getLast().getFields().getLast()).isEqualTo("-12.5");
        }
    }

    @Test
    void areTextInASheet() throws IOException {
        Path file = write(ExportFormat.XLSX);

        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(2);
            assertThat(rows.getFirst().getCell(0).getType()).isEqualTo(CellType.STRING);
            assertThat(rows.getFirst().getCellText(0)).isEqualTo(COMMAND);
            Row row = rows.getLast();
            assertThat(row.stream().limit(HOSTILE.size())).allSatisfy(cell -> {
                assertThat(cell.getType()).isEqualTo(CellType.STRING);
                assertThat(cell.getFormula()).isNull();
            });
            assertThat(IntStream.range(0, 9).mapToObj(row::getCellText)).isEqualTo(HOSTILE.subList(0, 9));
            assertThat(row.getCellText(9)).isEqualTo("a\ufffdb");
            assertThat(row.getCellText(10)).isEqualTo("\ufffd");
            assertThat(row.getCellText(11)).isEqualTo("-12.5");
            assertThat(row.getCellText(12)).hasSize(32_767).endsWith("[cut]");
            assertThat(row.getCellAsNumber(HOSTILE.size())).hasValue(new BigDecimal("-12.5"));
        }
    }

    /** The headers are hostile too: they are names of fields. The last cell is a number, which stays one. */
    private Path write(ExportFormat format) throws IOException {
        Path file = folder.resolve("file");
        List<String> headers = IntStream.rangeClosed(0, HOSTILE.size())
                .mapToObj(i -> i == 0 ? COMMAND : "c" + i)
                .toList();
        List<Cell> row = IntStream.rangeClosed(0, HOSTILE.size())
                .<Cell>mapToObj(i ->
                        i < HOSTILE.size() ? new Cell.Text(HOSTILE.get(i)) : new Cell.Numeric(new BigDecimal("-12.5")))
                .toList();
        FileSpec spec = new FileSpec(format, false, CsvStyle.PLAIN);
        try (ExportFile export = ExportFile.open(spec, file, "Data", headers, new CellChanges())) {
            export.add(new DocumentEntry(new Origin("d", "f", "t"), 1, 0, Fields.tree("{}")), List.of(row));
        }
        return file;
    }
}
