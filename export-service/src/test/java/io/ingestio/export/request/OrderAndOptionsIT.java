package io.ingestio.export.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.export.RunningExports;
import io.ingestio.testkit.RealParts;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Which documents are in the file, in which order, and how it is laid out. */
class OrderAndOptionsIT extends RunningExports {

    private final UUID rejected = UUID.randomUUID();

    /** Four files of a submission: two of the same name, one that failed and one that was rejected. */
    private void submission4() throws Exception {
        publish(
                submission().created(4),
                submission().uploaded(nuts, 0),
                submission().rejected(rejected, 1),
                submission().uploaded(failed, 2),
                submission().uploaded(bolts, 3));
        publish(
                completed(bolts, 1, "same.pdf", invoice("1", "bolt")),
                completed(nuts, 1, "same.pdf", invoice("2", "nut")),
                new ExtractionFailed(batch, failed, user, 1, "model_output", "It cannot be read.", Instant.now()),
                ended(4, 2));
        await().atMost(PATIENCE).until(() -> isServed(nuts));
    }

    @Test
    void hasTheOrderOfTheSubmission() throws Exception {
        submission4();

        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(id);

        assertThat(lines(id))
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("file,document_id,document_type,"),
                        first -> assertThat(first).startsWith("same.pdf," + nuts),
                        second -> assertThat(second).startsWith("same.pdf," + bolts));
    }

    @Test
    void manifestSaysWhyDocumentsAreNotInTheFile() throws Exception {
        submission4();

        JsonNode manifest = completedExport(create("{\"batchId\":\"%s\",\"format\":\"jsonl\"}".formatted(batch)))
                .get("manifest");

        assertThat(manifest.get("documents").asInt()
                        + manifest.get("skippedDocuments").asInt())
                .isEqualTo(manifest.get("batchDocuments").asInt());
        assertThat(manifest.get("skipped")
                        .valueStream()
                        .map(one -> one.get("code").asString()))
                .containsExactly("empty_file", "model_output");
        assertThat(manifest.at("/skipped/0/filename").asString()).isEqualTo("file-1.pdf");
        long rows = manifest.get("included")
                .valueStream()
                .mapToLong(one -> one.get("rows").asLong())
                .sum();
        assertThat(rows).isEqualTo(manifest.get("rows").asLong());
    }

    @Test
    void hasOnlyDocumentsConfirmedAsTheyAre() throws Exception {
        submission4();
        publish(completed(bolts, 2, "same.pdf", invoice("9", "bolt")));
        await().atMost(PATIENCE)
                .until(() -> get("/documents/" + bolts + "/data?version=2").statusCode() == 200);
        confirm(nuts, 1);
        confirm(bolts, 1); // and extracted again since

        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\",\"confirmedOnly\":true}".formatted(batch));
        JsonNode export = completedExport(id);

        assertThat(export.get("confirmedOnly").asBoolean()).isTrue();
        assertThat(lines(id)).hasSize(2).last().asString().contains(nuts.toString());
        assertThat(export.at("/manifest/skipped")
                        .valueStream()
                        .map(one -> one.get("code").asString()))
                .containsExactly("empty_file", "model_output", "not_confirmed");
    }

    @Test
    void hasNothingIfNothingIsConfirmed() throws Exception {
        submission4();

        HttpResponse<String> answer =
                post("{\"batchId\":\"%s\",\"format\":\"csv\",\"confirmedOnly\":true}".formatted(batch), null);

        assertThat(JSON.readTree(answer.body()).get("code").asString()).isEqualTo("nothing_to_export");
    }

    @Test
    void followsTheOrderOfSeveralBatches() throws Exception {
        submission4();
        UUID other = UUID.randomUUID();
        UUID lone = UUID.randomUUID();
        publish(inBatch(other, completed(lone, 1, "a.pdf", Map.of("number", "3"))));
        await().atMost(PATIENCE).until(() -> isServed(lone));

        String id = create("{\"batchIds\":[\"%s\",\"%s\"],\"format\":\"csv\"}".formatted(other, batch));
        JsonNode export = completedExport(id);

        assertThat(lines(id)).hasSize(4).satisfies(all -> {
            assertThat(all.get(1)).contains(lone.toString());
            assertThat(all.get(2)).contains(nuts.toString());
        });
        assertThat(export.get("batchIds")).hasSize(2);
        assertThat(export.at("/manifest/note").asString()).contains("had not ended");
        assertThat(export.get("documentsDone").asInt()).isEqualTo(3);
        assertThat(export.get("documentsOf").asInt()).isEqualTo(3);
    }

    @Test
    void writesColumnsOfATemplateAsAGermanCsv() throws Exception {
        submission4();
        HttpResponse<String> template = send(
                request("/export-templates", user)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"name\":\"books\",\"columns\":[{\"field\":\"total\",\"name\":\"Summe\"},{\"field\":\"number\"},{\"field\":\"iban\"}]}")));
        String templateId = JSON.readTree(template.body()).get("id").asString();

        String id = create(
                "{\"batchId\":\"%s\",\"format\":\"csv\",\"templateId\":\"%s\",\"csv\":{\"bom\":true,\"decimalComma\":true}}"
                        .formatted(batch, templateId));
        completedExport(id);

        assertThat(get("/exports/" + id + "/file").body())
                .isEqualTo("\uFEFFSumme;number;iban\r\n12,5;2;\r\n12,5;1;\r\n");
    }

    @Test
    void givesEachArrayASheet(@TempDir Path folder) throws Exception {
        publish(completed(bolts, 1, "a.pdf", Map.of("items", List.of(Map.of("n", 1), Map.of("n", 2)), "number", "1")));
        publish(completed(nuts, 1, "b.pdf", Map.of("taxes", List.of(19), "items", List.of())));
        await().atMost(PATIENCE).until(() -> isServed(nuts) && isServed(bolts));

        String id = create(
                "{\"documentIds\":[\"%s\",\"%s\"],\"format\":\"xlsx\",\"type\":\"multi_row\",\"sheets\":\"per_array\"}"
                        .formatted(bolts, nuts));
        JsonNode export = completedExport(id);
        Path file = HTTP.send(
                        request("/exports/" + id + "/file", user).build(),
                        BodyHandlers.ofFile(folder.resolve("f.xlsx")))
                .body();

        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            assertThat(workbook.getSheets().map(Sheet::getName)).containsExactly("Documents", "items", "taxes");
            assertThat(workbook.findSheet("items").orElseThrow().read()).hasSize(3);
            assertThat(workbook.findSheet("taxes").orElseThrow().read()).hasSize(2);
        }
        assertThat(export.get("rows").asInt()).isEqualTo(5);
        assertThat(export.at("/manifest/included/0/rows").asInt()).isEqualTo(3);
        assertThat(export.at("/manifest/sheets/1/rows").asInt()).isEqualTo(2);
    }

    @Test
    void arrayIsThatOfConfirmedDocuments() throws Exception {
        publish(
                completed(bolts, 1, "a.pdf", Map.of("line_items", List.of(Map.of("n", 1)))),
                completed(nuts, 1, "b.pdf", Map.of("items", List.of(Map.of("n", 2)))));
        await().atMost(PATIENCE).until(() -> isServed(nuts) && isServed(bolts));
        confirm(nuts, 1);

        JsonNode export = completedExport(
                create("{\"batchId\":\"%s\",\"format\":\"csv\",\"type\":\"multi_row\",\"confirmedOnly\":true}"
                        .formatted(batch)));

        assertThat(export.at("/manifest/arrayField").asString()).isEqualTo("items");
    }

    @Test
    void moreArraysThanSheetsFailTheExport() throws Exception {
        Map<String, Object> arrays = new LinkedHashMap<>();
        for (int i = 0; i <= 100; i++) {
            arrays.put("list" + i, List.of(1));
        }
        publish(completed(bolts, 1, "a.pdf", arrays));
        await().atMost(PATIENCE).until(() -> isServed(bolts));

        String id =
                create("{\"documentIds\":[\"%s\"],\"format\":\"xlsx\",\"type\":\"multi_row\",\"sheets\":\"per_array\"}"
                        .formatted(bolts));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/exports/" + id).body()).contains("\"too_many_sheets\""));
    }

    @Test
    void sameRequestIsTheSameFileUntilDataChange() throws Exception {
        submission4();
        String body = "{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch);
        String first = create(body);
        completedExport(first);

        HttpResponse<String> again = post(body, null);

        assertThat(JSON.readTree(again.body()).get("id").asString()).isEqualTo(first);
        assertThat(JSON.readTree(again.body()).get("status").asString()).isEqualTo("completed");
        assertThat(create("{\"batchId\":\"%s\",\"format\":\"csv\",\"csv\":{\"bom\":true}}".formatted(batch)))
                .isNotEqualTo(first);

        publish(completed(bolts, 2, "same.pdf", invoice("9", "bolt")));
        await().atMost(PATIENCE)
                .until(() -> get("/documents/" + bolts + "/data?version=2").statusCode() == 200);
        String third = create(body);
        assertThat(third).isNotEqualTo(first);
        completedExport(third);
        assertThat(create(body)).isEqualTo(third);
    }

    private List<String> lines(String id) throws Exception {
        return get("/exports/" + id + "/file").body().lines().toList();
    }

    private void confirm(UUID document, int run) throws Exception {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into export.confirmations (document_id, batch_id, user_id, number, run, edit, confirmed_at, confirmed_by)
                    values ('%s', '%s', '%s', 1, %d, 0, now(), 'alice')
                    """.formatted(document, batch, user, run));
        }
    }
}
