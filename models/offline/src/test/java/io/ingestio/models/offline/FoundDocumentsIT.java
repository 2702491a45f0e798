package io.ingestio.models.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ingestio.models.DocumentContent;
import io.ingestio.models.Instructions;
import io.ingestio.models.ocr.Ocr;
import io.ingestio.models.ocr.OcrSettings;
import io.ingestio.models.offline.value.Dates;
import io.ingestio.models.offline.words.Plain;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.DocumentText;
import io.ingestio.reader.ReaderSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real documents in a folder beside the project, with the expected values in a file of the same name. {@code
 * -Dingestio.samples=FOLDER} names another folder.
 */
class FoundDocumentsIT {
    private static final Path SAMPLES = Path.of(System.getProperty("ingestio.samples", "../../../shared/data"));
    private static final JsonMapper JSON = new JsonMapper();

    private final Scheduler scheduler = Schedulers.newBoundedElastic(2, 100, "rules");
    private final DocumentReader reader = new DocumentReader(ReaderSettings.defaults());
    private final Ocr ocr = Ocr.of(OcrSettings.defaults());
    private final OfflineModel model = new OfflineModel(reader, ocr, scheduler);

    @AfterEach
    void close() {
        reader.close();
        ocr.close();
        scheduler.dispose();
    }

    @Test
    void readsNumberDateAndTotalOfMostInvoices() throws IOException {
        List<String> report = new ArrayList<>();
        long right = 0;
        List<Path> files = documents("invoices", ".pdf");
        for (Path file : files) {
            JsonNode truth = truth(file).get(0);
            JsonNode data = extract(file, "application/pdf", "Invoice number, date and total");
            boolean number = truth.path("invoice_number")
                    .asString()
                    .equals(data.path("invoice_number").asString(""));
            boolean date =
                    truth.path("date").asString().equals(data.path("date").asString(""));
            boolean total =
                    !truth.has("amount") || sameAmount(truth.path("amount").asString(), data.path("total"));
            right += number && date && total ? 1 : 0;
            report.add(file.getFileName() + " " + number + " " + date + " " + total + " " + data + "\n    "
                    + extract(file, "application/pdf", "Extract everything"));
        }
        System.out.println("invoices with number, date and total right: " + right + " of " + files.size());
        assertThat(right).as(String.join("\n", report)).isGreaterThanOrEqualTo(files.size() * 4L / 6);
    }

    @Test
    void readsMostReceiptPhotos() throws IOException {
        int companies = 0;
        int dates = 0;
        int totals = 0;
        List<String> report = new ArrayList<>();
        List<Path> files = documents("receipts", ".jpg");
        for (Path file : files) {
            JsonNode truth = truth(file);
            JsonNode data = extract(file, "image/jpeg", "company, date, total");
            boolean company = Plain.words(truth.path("company").asString())
                    .equals(Plain.words(data.path("company").asString("")));
            String wanted = Dates.of(List.of("31/12/2000"), false)
                    .first(truth.path("date").asString())
                    .map(Object::toString)
                    .orElse("?");
            boolean date = wanted.equals(data.path("date").asString(""));
            boolean total = sameAmount(truth.path("total").asString().replaceAll("[^\\d.]", ""), data.path("total"));
            companies += company ? 1 : 0;
            dates += date ? 1 : 0;
            totals += total ? 1 : 0;
            report.add(file.getFileName() + " " + company + " " + date + " " + total + " " + data + " " + truth);
        }
        String figures = "company " + companies + ", date " + dates + ", total " + totals + " of " + files.size();
        System.out.println("receipts: " + figures);
        assertThat(totals).as(figures + "\n" + String.join("\n", report)).isGreaterThanOrEqualTo(files.size() / 2);
        assertThat(dates).as(figures + "\n" + String.join("\n", report)).isGreaterThanOrEqualTo(files.size() / 2);
    }

    private static List<Path> documents(String folder, String ending) throws IOException {
        Path samples = SAMPLES.resolve(folder);
        assumeTrue(
                Files.isDirectory(samples),
                "skipped: there is no folder " + samples.toAbsolutePath().normalize());
        try (Stream<Path> files = Files.list(samples)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode truth(Path file) throws IOException {
        return JSON.readTree(Files.readString(Path.of(file.toString().replaceFirst("\\.\\w+$", ".json"))));
    }

    private static boolean sameAmount(String truth, JsonNode found) {
        return truth.isEmpty()
                ? found.isNull()
                : found.isNumber() && new BigDecimal(truth).compareTo(found.decimalValue()) == 0;
    }

    private JsonNode extract(Path file, String mimeType, String prompt) {
        DocumentText text = reader.read(file).block();
        return JSON.readTree(
                        model.extract(new DocumentContent(file, mimeType, text), new Instructions(prompt, null, null))
                                .block()
                                .text())
                .path("data");
    }
}
