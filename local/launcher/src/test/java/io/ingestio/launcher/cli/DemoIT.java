package io.ingestio.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code ./ingestio demo} as a user does, and compares the first screen of the README, its picture and its table, with what
 * the run printed and wrote. Where they differ, the files are written anew and the test fails, so that they are committed.
 */
class DemoIT {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path PICTURE = ROOT.resolve("docs/pictures/demo.svg");
    private static final Path README = ROOT.resolve("README.md");
    private static final String TABLE_START = "<!-- demo table: written by DemoIT -->\n";
    private static final String TABLE_END = "<!-- end of demo table -->\n";
    private static final List<String> COLUMNS =
            List.of("file", "document_type", "vendor_name", "invoice_number", "invoice_date", "currency", "total");

    @TempDir
    private static Path folder;

    private static Cli.Result demo;

    @BeforeAll
    static void run() throws Exception {
        demo = new Cli(folder, folder.resolve("home")).run("demo");
    }

    @Test
    void everyDocumentEndsAsExpected() {
        assertThat(demo.status()).as(() -> String.join("\n", demo.err())).isZero();
        assertThat(demo.out()).endsWith("Every document ended as expected.");
        assertThat(folder.resolve("out/demo/extracted.xlsx")).isNotEmptyFile();
        assertThat(folder.resolve("out/demo/extracted.json")).isNotEmptyFile();
    }

    @Test
    void pictureInReadmeShowsTheRun() throws IOException {
        assertUnchanged(PICTURE, TerminalPicture.of(shown()));
    }

    @Test
    void tableInReadmeShowsTheFile() throws IOException {
        String readme = Files.readString(README);
        int start = readme.indexOf(TABLE_START) + TABLE_START.length();
        int end = readme.indexOf(TABLE_END);
        assertUnchanged(README, readme.substring(0, start) + table() + readme.substring(end));
    }

    /** What is the same in each run: without times, ids and progress. */
    private static List<String> shown() {
        List<String> lines = new ArrayList<>(List.of("$ ./ingestio demo"));
        demo.err().stream()
                .filter(line -> line.startsWith("Submitted batch") || line.startsWith("  rejected:"))
                .map(line -> line.replaceFirst("batch [-0-9a-f]{36}", "batch 5f0c..."))
                .forEach(lines::add);
        int invoice = demo.out().indexOf("invoice-northwind.pdf  (invoice, 1 page)");
        lines.addAll(demo.out().subList(invoice - 1, invoice + 16));
        int statement = demo.out().indexOf("statement-first-quarter.pdf  (bank_statement, 3 pages)");
        lines.addAll(demo.out().subList(statement - 1, statement + 14));
        lines.add("");
        demo.out().stream().filter(line -> line.startsWith("  ok   ")).forEach(lines::add);
        lines.add(demo.out().getLast());
        return lines;
    }

    private static String table() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().ofNamedCsvRecord(folder.resolve("out/demo/extracted.csv"))) {
            csv.stream()
                    .filter(row ->
                            List.of("invoice", "receipt", "bank_statement").contains(row.getField("document_type")))
                    .map(row -> COLUMNS.stream().map(row::getField).toList())
                    .sorted(Comparator.comparing(List::getFirst))
                    .forEach(rows::add);
        }
        String header = "| " + String.join(" | ", COLUMNS) + " |\n|" + " --- |".repeat(COLUMNS.size()) + "\n";
        return header
                + rows.stream()
                        .map(row -> "| " + String.join(" | ", row) + " |\n")
                        .collect(Collectors.joining());
    }

    private static void assertUnchanged(Path file, String content) throws IOException {
        String before = Files.exists(file) ? Files.readString(file) : "";
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
        assertThat(before)
                .as("%s was out of date; it has been written anew, commit it", file)
                .isEqualTo(content);
    }
}
