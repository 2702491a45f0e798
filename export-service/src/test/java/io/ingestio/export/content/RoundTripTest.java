package io.ingestio.export.content;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.ingestio.export.content.Manifest.Included;
import io.ingestio.export.content.Manifest.Written;
import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportOptions;
import io.ingestio.export.format.ExportType;
import io.ingestio.export.rows.ArrayFields;
import io.ingestio.export.rows.Fields;
import io.ingestio.export.selection.Selection;
import io.ingestio.export.selection.WantedExport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Random documents are exported and the file is read back by other code: every value is what it was, in the row of its document, and the
 * rows of the manifest are the rows of the file.
 */
class RoundTripTest {

    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    /** What a file has in a cell, whatever its format. */
    private record Read(List<String> headers, List<List<String>> rows) {
        String at(int row, String header) {
            int column = Math.max(headers.indexOf(header), headers.indexOf("'" + header));
            assertThat(column).as("column of " + header).isNotNegative();
            List<String> cells = rows.get(row);
            return column < cells.size() ? cells.get(column) : "";
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void csvHasTheValuesThatWereExported(int seed) throws IOException {
        List<JsonNode> documents = documents(seed);
        Path file = folder.resolve("file.csv");
        Written written = write(documents, ExportFormat.CSV, ExportType.NORMAL, file);

        assertSame(documents, written, csv(file));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sheetHasTheValuesThatWereExported(int seed) throws IOException {
        List<JsonNode> documents = documents(seed);
        Path file = folder.resolve("file.xlsx");
        Written written = write(documents, ExportFormat.XLSX, ExportType.NORMAL, file);

        assertSame(documents, written, sheet(file));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itemsHaveTheValuesThatWereExported(int seed) throws IOException {
        List<JsonNode> documents = documents(seed);
        Path file = folder.resolve("file.csv");
        Written written = write(documents, ExportFormat.CSV, ExportType.MULTI_ROW, file);

        Read read = csv(file);
        assertThat(read.rows()).hasSize((int) written.rows());
        int row = 0;
        for (int i = 0; i < documents.size(); i++) {
            JsonNode items = documents.get(i).path("items");
            assertThat(written.included().get(i).rows()).isEqualTo(Math.max(1, items.size()));
            for (int item = 0; item < written.included().get(i).rows(); item++, row++) {
                assertThat(read.at(row, "document_id")).isEqualTo(id(i).toString());
                for (var field : Fields.of(documents.get(i)).values().entrySet()) {
                    assertValue(read.at(row, field.getKey()), field.getValue());
                }
                if (!items.isEmpty()) {
                    for (var field : Fields.of(items.get(item)).values().entrySet()) {
                        assertValue(read.at(row, "items." + field.getKey()), field.getValue());
                    }
                }
            }
        }
    }

    private static void assertSame(List<JsonNode> documents, Written written, Read read) {
        assertThat(read.rows()).hasSize(documents.size()).hasSize((int) written.rows());
        assertThat(written.included().stream().mapToLong(Included::rows).sum()).isEqualTo(written.rows());
        for (int i = 0; i < documents.size(); i++) {
            Fields fields = Fields.of(documents.get(i));
            assertThat(read.at(i, "document_id")).isEqualTo(id(i).toString());
            for (Map.Entry<String, JsonNode> field : fields.values().entrySet()) {
                assertValue(read.at(i, field.getKey()), field.getValue());
            }
            for (Map.Entry<String, JsonNode> array : fields.arrays().entrySet()) {
                String cell = read.at(i, array.getKey());
                assertThat(cell.isEmpty() ? "[]" : Fields.tree(cell).toString())
                        .isEqualTo(array.getValue().toString());
                assertThat(read.at(i, array.getKey() + " (count)"))
                        .isEqualTo(Integer.toString(array.getValue().size()));
            }
        }
    }

    private static void assertValue(String cell, JsonNode value) {
        switch (value.getNodeType()) {
            case NULL -> assertThat(cell).isEmpty();
            case NUMBER -> assertThat(new BigDecimal(cell)).isEqualByComparingTo(value.decimalValue());
            case BOOLEAN -> assertThat(cell).isEqualToIgnoringCase(value.asString());
            default -> assertThat(cell).isIn(value.stringValue(), "'" + value.stringValue());
        }
    }

    private Written write(List<JsonNode> documents, ExportFormat format, ExportType type, Path file)
            throws IOException {
        DocumentScratch scratch = new DocumentScratch(folder.resolve("scratch"));
        ArrayFields arrays = new ArrayFields();
        try (BufferedWriter out = scratch.write()) {
            for (int i = 0; i < documents.size(); i++) {
                arrays.include(Fields.of(documents.get(i)));
                DocumentScratch.append(
                        out,
                        new DocumentScratch.Entry(
                                id(i),
                                1,
                                0,
                                "same.pdf",
                                "invoice",
                                documents.get(i).toString()));
            }
        }
        WantedExport wanted = new WantedExport(
                Selection.ofBatch(id(0)),
                format,
                type,
                type == ExportType.MULTI_ROW ? "items" : null,
                ExportOptions.NONE);
        return new WriteExport(wanted, scratch, arrays, file, new Progress(Clock.systemUTC(), Duration.ofHours(1)))
                .write();
    }

    private static UUID id(int document) {
        return new UUID(7, document);
    }

    private static Read csv(Path file) throws IOException {
        try (CsvReader<CsvRecord> csv =
                CsvReader.builder().skipEmptyLines(false).ofCsvRecord(file)) {
            List<List<String>> rows = csv.stream().map(CsvRecord::getFields).toList();
            return new Read(rows.getFirst(), rows.subList(1, rows.size()));
        }
    }

    private static Read sheet(Path file) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false))) {
            List<List<String>> rows = new ArrayList<>();
            for (Row row : workbook.getFirstSheet().read()) {
                rows.add(row.stream().map(RoundTripTest::text).toList());
            }
            return new Read(rows.getFirst(), rows.subList(1, rows.size()));
        }
    }

    private static String text(Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        assertThat(cell.getType()).isNotEqualTo(CellType.FORMULA);
        boolean isDate = cell.getType() == CellType.NUMBER && "yyyy-mm-dd".equals(cell.getDataFormatString());
        return isDate
                ? cell.asDate().toLocalDate().toString()
                : switch (cell.getType()) {
                    case NUMBER -> cell.asNumber().toPlainString();
                    case BOOLEAN -> cell.asBoolean().toString();
                    default -> cell.getText();
                };
    }

    private static List<JsonNode> documents(int seed) {
        var random = new RandomJson(new Random(seed));
        List<JsonNode> documents = new ArrayList<>();
        documents.add(Fields.tree("{\"items\": [{\"n\": 1}]}")); // so that there are rows to make
        for (int i = random.upTo(8); i >= 0; i--) {
            documents.add(Fields.tree(random.document()));
        }
        return documents;
    }
}
