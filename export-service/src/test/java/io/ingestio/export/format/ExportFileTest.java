package io.ingestio.export.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.format.ExportFile.DocumentEntry;
import io.ingestio.export.rows.Cell;
import io.ingestio.export.rows.Fields;
import io.ingestio.export.rows.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The three formats, read back; hostile content is the same for all. */
class ExportFileTest {

    private static final List<String> HEADERS = List.of("file", "=evil()", "amount", "when", "ok");
    private static final List<Cell> ROW = List.of(
            text("a,\"b\".pdf"),
            text("=cmd|' /C calc'!A0"),
            new Cell.Numeric(new BigDecimal("-12.50")),
            new Cell.Date(LocalDate.of(2026, 3, 1)),
            new Cell.Truth(true));
    private static final DocumentEntry DOCUMENT = entry("{\"b\": 1.10, \"a\": [{\"x\": null}]}");

    private final CellChanges changes = new CellChanges();
    private CsvStyle style = CsvStyle.PLAIN;

    @TempDir
    Path folder;

    @Test
    void writesCsvThatRunsNothing() throws IOException {
        String csv = Files.readString(write(
                ExportFormat.CSV,
                false,
                ROW,
                List.of(text("\t-1+1"), text("-12.5"), Cell.EMPTY, text("x\u0000y"), text("\ud800"))));

        assertThat(csv).isEqualTo("""
                file,'=evil(),amount,when,ok\r
                "a,""b"".pdf","'=cmd|' /C calc'!A0",-12.50,2026-03-01,true\r
                "'\t-1+1",-12.5,,x\ufffdy,\ufffd\r
                """);
    }

    @Test
    void writesTypedCellsIntoASheet() throws IOException {
        Path file = write(ExportFormat.XLSX, false, ROW);

        List<Row> rows = sheet(file);
        assertThat(rows.getFirst().getCellText(1)).isEqualTo("=evil()");
        Row row = rows.get(1);
        assertThat(row.getCell(1).getType()).isEqualTo(CellType.STRING);
        assertThat(row.getCell(1).getFormula()).isNull();
        assertThat(row.getCellText(1)).isEqualTo("=cmd|' /C calc'!A0");
        assertThat(row.getCellAsNumber(2)).hasValue(new BigDecimal("-12.50"));
        assertThat(row.getCellAsDate(3))
                .hasValueSatisfying(date -> assertThat(date.toLocalDate()).isEqualTo(LocalDate.of(2026, 3, 1)));
        assertThat(row.getCellAsBoolean(4)).hasValue(true);
    }

    @Test
    void writesAsTextWhatASheetCannotHold() throws IOException {
        Path file = write(
                ExportFormat.XLSX,
                false,
                List.of(
                        text("x".repeat(40_000)),
                        text("NUL\u0000, lone \ud800"),
                        new Cell.Numeric(new BigDecimal("12345678901234567.89")),
                        new Cell.Date(LocalDate.of(1899, 12, 31)),
                        text("  two  blanks and <&> ]]> 😀")));

        Row row = sheet(file).get(1);
        assertThat(row.getCellText(0)).hasSize(32_767).endsWith("… [cut]");
        assertThat(changes.cut()).isEqualTo(1);
        assertThat(changes.named())
                .containsExactly(new CellChanges.Cut(
                        "d1", "a,\"b\".pdf", "Data", 2, "file", 40_000, 32_767 - " … [cut]".length()));
        assertThat(changes.replacedCells()).isEqualTo(1);
        assertThat(row.getCellText(1)).isEqualTo("NUL\ufffd, lone \ufffd");
        assertThat(row.getCellText(2)).isEqualTo("12345678901234567.89");
        assertThat(row.getCellText(3)).isEqualTo("1899-12-31");
        assertThat(row.getCellText(4)).isEqualTo("  two  blanks and <&> ]]> 😀");
    }

    @Test
    void showsTheDecimalsThatANumberHas() throws IOException {
        Path file = write(
                ExportFormat.XLSX,
                false,
                List.of(
                        number("671.60"),
                        number("123456789012"),
                        number("1E+3"),
                        number("-0.000"),
                        number("0." + "0".repeat(40) + "1")));

        Row row = sheet(file).get(1);
        assertThat(row.stream().limit(4).map(org.dhatim.fastexcel.reader.Cell::getDataFormatString))
                .containsExactly("0.00", "0", "0", "0.000");
        assertThat(row.getCellAsNumber(0)).hasValue(new BigDecimal("671.60"));
        assertThat(row.getCellText(4)).startsWith("0.000").endsWith("1");
    }

    @Test
    void writesCsvAsAGermanSpreadsheetReadsIt() throws IOException {
        style = new CsvStyle(true, ';', true);

        String csv = Files.readString(write(
                ExportFormat.CSV, false, List.of(text("a;b"), number("-1234.50"), text("1,5"), text("ä"), Cell.EMPTY)));

        assertThat(csv).startsWith("\uFEFFfile;").endsWith("\r\n\"a;b\";-1234,50;1,5;ä;\r\n");
    }

    /** A spreadsheet may split at another delimiter than the file's. */
    @Test
    void noDelimiterBeginsAFormula() throws IOException {
        String csv = Files.readString(write(
                ExportFormat.CSV,
                false,
                List.of(text("x;=cmd|' /C calc'!A0"), number("1"), text("a\t=1"), text("1,5"), Cell.EMPTY)));

        assertThat(csv).endsWith("\r\n\"x;=cmd|' /C calc'!A0\",1,\"a\t=1\",\"1,5\",\r\n");
    }

    @Test
    void writesOneJsonTextALine() throws IOException {
        List<String> lines = Files.readAllLines(write(ExportFormat.JSONL, true, ROW, ROW));

        assertThat(lines)
                .hasSize(2)
                .allMatch(line -> Fields.tree(line).get("amount").decimalValue().equals(new BigDecimal("-12.50")));
    }

    /** UTF-8 has no bytes for half a pair; as an escape it is kept. */
    @ParameterizedTest
    @EnumSource(
            value = ExportFormat.class,
            names = {"JSON", "JSONL"})
    void keepsLoneSurrogatesInJson(ExportFormat format) throws IOException {
        Path file = folder.resolve("lone");
        try (ExportFile export = open(format, false, file, List.of())) {
            export.add(entry("{\"a\": \"x\\ud800y\", \"b\": \"ä\"}"), List.of());
        }

        JsonNode read = Fields.tree(Files.readString(file));
        assertThat((format == ExportFormat.JSON ? read.get(0) : read)
                        .at("/data/a")
                        .asString())
                .isEqualTo("x\ud800y");
    }

    @Test
    void writesSeveralSheetsEachUnderItsName() throws IOException {
        Path file = folder.resolve("sheets.xlsx");
        String longName = "a list: with [a] very/long\\name of its own";
        try (ExportFile export = open(ExportFormat.XLSX, true, file, List.of("file"))) {
            export.add(DOCUMENT, List.of(List.of(text("one"))));
            for (String name : List.of(longName, longName, "")) {
                export.begin(name, List.of("x"));
                export.add(DOCUMENT, List.of(List.of(text(name))));
            }
        }

        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            assertThat(workbook.getSheets().map(sheet -> sheet.getName()))
                    .containsExactly(
                            "Data", "a list_ with _a_ very_long_name", "a list_ with _a_ very_long_ (2)", "Sheet");
            assertThat(workbook.findSheet("Sheet").orElseThrow().read()).hasSize(2);
        }
    }

    @Test
    void writesManyRowsInOrder() throws IOException {
        Path file = folder.resolve("many.xlsx");
        try (ExportFile export = open(ExportFormat.XLSX, false, file, List.of("n"))) {
            for (int i = 0; i < 2_345; i++) {
                export.add(DOCUMENT, List.of(List.of(new Cell.Numeric(BigDecimal.valueOf(i)))));
            }
        }

        List<Row> rows = sheet(file);
        assertThat(rows).hasSize(2_346);
        assertThat(rows.get(2_345).getCellAsNumber(0)).hasValue(BigDecimal.valueOf(2_344));
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void refusesMoreColumnsThanASheetHolds(ExportFormat format) {
        List<String> headers = Collections.nCopies(16_385, "c");

        assertThatThrownBy(() -> open(format, true, folder.resolve("wide"), headers))
                .isInstanceOfSatisfying(
                        ExportImpossible.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_COLUMNS));
    }

    @Test
    void writesDocumentsAsJsonWithTheirDataAsExtracted() throws IOException {
        JsonNode json = Fields.tree(Files.readString(write(ExportFormat.JSON, false, ROW)));

        assertThat(json).isEqualTo(Fields.tree("""
                [{"documentId": "d1", "version": 2, "file": "a,\\"b\\".pdf", "documentType": "invoice",
                  "data": {"b": 1.10, "a": [{"x": null}]}}]"""));
    }

    @Test
    void writesRowsAsJsonWhereEachItemIsARow() throws IOException {
        JsonNode json = Fields.tree(Files.readString(write(
                ExportFormat.JSON, true, ROW, List.of(text("f"), Cell.EMPTY, Cell.EMPTY, Cell.EMPTY, Cell.EMPTY))));

        assertThat(json).hasSize(2);
        assertThat(json.get(0)).isEqualTo(Fields.tree("""
                {"file": "a,\\"b\\".pdf", "=evil()": "=cmd|' /C calc'!A0", "amount": -12.50, "when": "2026-03-01",
                 "ok": true}"""));
        assertThat(json.get(1).get("amount").isNull()).isTrue();
    }

    @SafeVarargs
    private Path write(ExportFormat format, boolean asRows, List<Cell>... rows) throws IOException {
        Path file = folder.resolve("file." + format.wireName());
        try (ExportFile export = open(format, asRows, file, HEADERS)) {
            export.add(DOCUMENT, List.of(rows));
        }
        return file;
    }

    private ExportFile open(ExportFormat format, boolean asRows, Path file, List<String> headers) throws IOException {
        return ExportFile.open(new FileSpec(format, asRows, style), file, "Data", headers, changes);
    }

    private static DocumentEntry entry(String data) {
        return new DocumentEntry(new Origin("d1", "a,\"b\".pdf", "invoice"), 2, 0, Fields.tree(data));
    }

    private static List<Row> sheet(Path file) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false))) {
            return workbook.getFirstSheet().read();
        }
    }

    private static Cell number(String value) {
        return new Cell.Numeric(new BigDecimal(value));
    }

    private static Cell text(String value) {
        return new Cell.Text(value);
    }
}
