package io.ingestio.export.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.ingestio.export.format.ExportFile.DocumentEntry;
import io.ingestio.export.rows.Cell;
import io.ingestio.export.rows.Fields;
import io.ingestio.export.rows.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spreadsheet program opens the files and shows what the documents have; nothing in them is run. */
class LibreOfficeIT {

    private static final Path PROGRAM = Path.of("/usr/bin/soffice");
    private static final String AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true";

    private static final List<String> TEXTS = List.of(
            "=1+1",
            "=cmd|' /C calc'!A0",
            "-1+1",
            "@SUM(A1)",
            "+44 20 7946 0321",
            "007",
            "00049123456789012345",
            "line\nline",
            "a;b,\"c\"",
            "日本 😀",
            "x\u0000y",
            "\ud800",
            "y".repeat(40_000));

    private static final List<Cell> VALUES = List.of(
            new Cell.Numeric(new BigDecimal("671.60")),
            new Cell.Numeric(new BigDecimal("-12.5")),
            new Cell.Numeric(new BigDecimal("123456789012")),
            new Cell.Numeric(new BigDecimal("12345678901234567.89")),
            new Cell.Date(LocalDate.of(2026, 3, 1)),
            new Cell.Truth(true),
            new Cell.Text("_x0041_ as typed"),
            Cell.EMPTY);

    private static final List<Cell> ROW =
            Stream.concat(TEXTS.stream().map(Cell.Text::new), VALUES.stream()).toList();

    @TempDir
    Path folder;

    @BeforeAll
    static void programIsInstalled() {
        assumeTrue(Files.isExecutable(PROGRAM), "libreoffice-calc is not installed");
    }

    @Test
    void showsASheetAsTheDocumentHasIt() throws Exception {
        Path file = write(ExportFormat.XLSX, CsvStyle.PLAIN, "shown.xlsx");

        List<String> shown = convertedToCsv(file).get(1);

        assertThat(shown.subList(0, 10)).isEqualTo(TEXTS.subList(0, 10));
        assertThat(shown.subList(10, 12)).containsExactly("x\ufffdy", "\ufffd");
        assertThat(shown.get(12)).hasSize(32_767).startsWith("yyy").endsWith("[cut]");
        assertThat(shown.subList(13, shown.size()))
                .startsWith(
                        "671.60",
                        "-12.5",
                        "123456789012",
                        "12345678901234567.89",
                        "2026-03-01",
                        "TRUE",
                        "_x0041_ as typed");
    }

    @Test
    void runsNothingInACsvFile() throws Exception {
        Path file = write(ExportFormat.CSV, CsvStyle.PLAIN, "plain.csv");

        convert(file, "xlsx:Calc MS Excel 2007 XML", "--infilter=CSV:44,34,76,1,,0,false,true,false");

        Row row = secondRow(folder.resolve("out/plain.xlsx"));
        assertThat(row.stream()).noneMatch(cell -> cell != null && cell.getType() == CellType.FORMULA);
        assertThat(IntStream.of(0, 1, 2, 3).mapToObj(row::getCellText))
                .allSatisfy(text -> assertThat(text.replaceFirst("^'", "")).isIn(TEXTS));
        assertThat(row.getCellText(4)).isEqualTo("+44 20 7946 0321");
        assertThat(row.getCellAsNumber(13).orElseThrow()).isEqualByComparingTo("671.60");
        assertThat(row.getCellAsNumber(14).orElseThrow()).isEqualByComparingTo("-12.5");
    }

    /** Language 1031: German. */
    @Test
    void germanProgramReadsDecimalCommas() throws Exception {
        Path file = write(ExportFormat.CSV, new CsvStyle(true, ';', true), "german.csv");

        convert(file, "xlsx:Calc MS Excel 2007 XML", "--infilter=CSV:59,34,76,1,,1031,false,true,false");

        Row row = secondRow(folder.resolve("out/german.xlsx"));
        assertThat(row.getCellText(9)).isEqualTo("日本 😀");
        assertThat(row.getCellAsNumber(13).orElseThrow()).isEqualByComparingTo("671.60");
        assertThat(row.getCellAsNumber(14).orElseThrow()).isEqualByComparingTo("-12.5");
    }

    private Path write(ExportFormat format, CsvStyle style, String name) throws IOException {
        Path file = folder.resolve(name);
        List<String> headers =
                IntStream.range(0, ROW.size()).mapToObj(i -> "c" + i).toList();
        try (ExportFile export =
                ExportFile.open(new FileSpec(format, false, style), file, "Data", headers, new CellChanges())) {
            export.add(new DocumentEntry(new Origin("d", "f", "t"), 1, 0, Fields.tree("{}")), List.of(ROW));
        }
        return file;
    }

    private List<List<String>> convertedToCsv(Path file) throws Exception {
        convert(file, AS_SHOWN);
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(folder.resolve("out/shown.csv"))) {
            return csv.stream().map(CsvRecord::getFields).toList();
        }
    }

    private void convert(Path file, String to, String... options) throws IOException, InterruptedException {
        List<String> command = Stream.of(
                        Stream.of(
                                PROGRAM.toString(),
                                "-env:UserInstallation="
                                        + folder.resolve("profile").toUri(),
                                "--headless",
                                "--norestore"),
                        Stream.of(options),
                        Stream.of(
                                "--convert-to",
                                to,
                                "--outdir",
                                folder.resolve("out").toString(),
                                file.toString()))
                .flatMap(part -> part)
                .toList();
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private static Row secondRow(Path file) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            return workbook.getFirstSheet().read().get(1);
        }
    }
}
