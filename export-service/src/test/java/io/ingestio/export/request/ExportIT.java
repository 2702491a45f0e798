package io.ingestio.export.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.export.RunningExports;
import io.ingestio.testkit.RealParts;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From {@code extraction.completed} on Kafka to the file in the caller's hands. */
class ExportIT extends RunningExports {

    @Test
    void exportsBatchAsCsvWithOneRowPerItem() throws Exception {
        twoInvoicesAndAFailure();

        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\",\"type\":\"multi_row\"}".formatted(batch));
        JsonNode export = completedExport(id);
        HttpResponse<String> file = get("/exports/" + id + "/file");

        assertThat(file.body()).isEqualTo("""
                file,document_id,document_type,number,total,date,items.name,items.qty\r
                '=nuts.pdf,%1$s,invoice,2,12.5,2026-03-01,nut,2\r
                '=nuts.pdf,%1$s,invoice,2,12.5,2026-03-01,nut,3\r
                bolts.pdf,%2$s,invoice,1,12.5,2026-03-01,bolt,2\r
                bolts.pdf,%2$s,invoice,1,12.5,2026-03-01,bolt,3\r
                """.formatted(nuts, bolts));
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(
                        value -> assertThat(value).startsWith("attachment").contains("filename*=UTF-8''ingestio-"));
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(file.headers().firstValueAsLong("Content-Length"))
                .hasValue(file.body().getBytes(StandardCharsets.UTF_8).length);
        assertThat(export.get("rows").asInt()).isEqualTo(4);
        assertThat(export.get("arrayField").asString()).isEqualTo("items");
        assertThat(export.at("/manifest/included")
                        .valueStream()
                        .map(one -> one.get("rows").asInt()))
                .containsExactly(2, 2);
        assertThat(export.at("/manifest/batchDocuments").asInt()).isEqualTo(3);
        assertThat(export.at("/manifest/note").asString()).startsWith("1 of the 3 documents");
    }

    @Test
    void exportsDocumentsAsASheetInTheOrderAskedFor(@TempDir Path folder) throws Exception {
        twoInvoicesAndAFailure();

        String id =
                create("{\"documentIds\":[\"%s\",\"%s\",\"%s\"],\"format\":\"xlsx\"}".formatted(nuts, failed, bolts));
        JsonNode export = completedExport(id);
        HttpResponse<Path> file = HTTP.send(
                request("/exports/" + id + "/file", user).build(), BodyHandlers.ofFile(folder.resolve("file.xlsx")));

        try (ReadableWorkbook workbook = new ReadableWorkbook(file.body().toFile())) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows.stream().map(row -> row.getCellText(0))).containsExactly("file", "=nuts.pdf", "bolts.pdf");
        }
        assertThat(export.at("/manifest/missing").valueStream().map(JsonNode::asString))
                .containsExactly(failed.toString());
        assertThat(export.get("columns").get(0).asString()).isEqualTo("file");
    }

    @Test
    void exportsDocumentsAsJson() throws Exception {
        twoInvoicesAndAFailure();

        String id = create("{\"documentIds\":[\"%s\"],\"format\":\"json\"}".formatted(bolts));
        completedExport(id);

        JsonNode file = JSON.readTree(get("/exports/" + id + "/file").body());
        assertThat(file).hasSize(1);
        assertThat(file.at("/0/data/items/1/qty").asInt()).isEqualTo(3);
    }

    @Test
    void namesTheArraysWhenUnknown() throws Exception {
        twoInvoicesAndAFailure();

        HttpResponse<String> answer = post(
                "{\"batchId\":\"%s\",\"format\":\"csv\",\"type\":\"multi_row\",\"arrayField\":\"lines\"}"
                        .formatted(batch),
                null);

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("code").asString()).isEqualTo("array_field_unknown");
        assertThat(problem.get("arrayFields").get(0).asString()).isEqualTo("items");
    }

    @Test
    void rejectsExportOfNothingOrForeignData() throws Exception {
        twoInvoicesAndAFailure();

        HttpResponse<String> nothing = post("{\"documentIds\":[\"%s\"],\"format\":\"csv\"}".formatted(failed), null);
        assertThat(JSON.readTree(nothing.body()).get("code").asString()).isEqualTo("nothing_to_export");
        HttpResponse<String> foreign = send(request("/exports", "mallory")
                .POST(BodyPublishers.ofString("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch))));
        assertThat(JSON.readTree(foreign.body()).get("code").asString()).isEqualTo("nothing_to_export");
        String mine = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(mine);
        assertThat(send(request("/exports/" + mine, "mallory")).statusCode()).isEqualTo(404);
        assertThat(send(request("/exports/" + mine + "/file", "mallory")).statusCode())
                .isEqualTo(404);
        assertThat(JSON.readTree(send(request("/exports", "mallory")).body()).get("items"))
                .isEmpty();
    }

    @Test
    void createsOneExportForARepeatedRequest() throws Exception {
        twoInvoicesAndAFailure();
        String body = "{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch);

        HttpResponse<String> first = post(body, "key-1");
        HttpResponse<String> second = post(body, "key-1");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).startsWith("/api/v1/exports/"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(JSON.readTree(get("/exports?limit=10").body()).get("items")).hasSize(1);
    }

    @Test
    void hidesRowsWithoutUserAndFromOthers() throws Exception {
        twoInvoicesAndAFailure();
        completedExport(create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch)));

        for (String table : List.of("extracted_data", "exports", "batch_ends")) {
            assertThat(rowsSeenByTheAppRole(table, "")).as(table).isZero();
            assertThat(rowsSeenByTheAppRole(table, "mallory")).as(table).isZero();
            assertThat(rowsSeenByTheAppRole(table, user)).as(table).isPositive();
        }
    }

    private static long rowsSeenByTheAppRole(String table, String as) throws SQLException {
        try (Connection connection = RealParts.postgres().as("export_app").getConnection()) {
            if (!as.isEmpty()) {
                connection.createStatement().execute("select set_config('app.user_id', '" + as + "', false)");
            }
            var counted = connection.createStatement().executeQuery("select count(*) from export." + table);
            counted.next();
            return counted.getLong(1);
        }
    }
}
