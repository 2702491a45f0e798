package io.ingestio.export.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.export.ExportApplication;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.tenancy.database.Tenancy;
import io.ingestio.testkit.RealParts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From {@code extraction.completed} on Kafka to the file in the caller's hands. */
@SpringBootTest(
        classes = ExportApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=export-service", "ingestio.export.lease=2s"})
class ExportIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @LocalServerPort
    int port;

    @Autowired
    Outbox outbox;

    @Autowired
    Tenancy tenancy;

    @Autowired
    ObjectStore store;

    private final String user = "user-" + UUID.randomUUID();
    private final UUID batch = UUID.randomUUID();
    private final UUID bolts = UUID.randomUUID();
    private final UUID nuts = UUID.randomUUID();
    private final UUID failed = UUID.randomUUID();

    @Test
    void showsWhatWasExtractedInEachVersion() throws Exception {
        publish(completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")), completed(bolts, 2, "bolts.pdf", invoice("2", "nut")));
        await().atMost(PATIENCE).until(() -> get("/documents/" + bolts + "/data?version=2").statusCode() == 200);

        HttpResponse<String> newest = get("/documents/" + bolts + "/data");
        JsonNode body = JSON.readTree(newest.body());
        assertThat(body.get("version").asInt()).isEqualTo(2);
        assertThat(body.at("/data/number").asString()).isEqualTo("2");
        assertThat(body.get("warnings").get(0).asString()).isEqualTo("look twice");
        assertThat(List.copyOf(body.get("data").propertyNames())).containsExactly("number", "total", "date", "items");
        assertThat(JSON.readTree(get("/documents/" + bolts + "/data?version=1").body()).at("/data/number").asString())
                .isEqualTo("1");
        assertThat(get("/documents/" + bolts + "/data?version=3").statusCode()).isEqualTo(404);

        String etag = newest.headers().firstValue("ETag").orElseThrow();
        assertThat(send(request("/documents/" + bolts + "/data", user).header("If-None-Match", etag)).statusCode())
                .isEqualTo(304);
        assertThat(send(request("/documents/" + bolts + "/data", "mallory")).statusCode()).isEqualTo(404);
        assertThat(send(request("/documents/" + failed + "/data", user)).statusCode()).isEqualTo(404);
    }

    @Test
    void exportsABatchAsCsvWithOneRowPerItem() throws Exception {
        twoInvoicesAndAFailure();

        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\",\"type\":\"multi_row\"}".formatted(batch));
        JsonNode export = completedExport(id);
        HttpResponse<String> file = get("/exports/" + id + "/file");

        assertThat(file.body()).isEqualTo("""
                file,document_type,number,total,date,items.name,items.qty\r
                '=nuts.pdf,invoice,2,12.5,2026-03-01,nut,2\r
                '=nuts.pdf,invoice,2,12.5,2026-03-01,nut,3\r
                bolts.pdf,invoice,1,12.5,2026-03-01,bolt,2\r
                bolts.pdf,invoice,1,12.5,2026-03-01,bolt,3\r
                """);
        assertThat(file.headers().firstValue("Content-Disposition")).hasValueSatisfying(
                value -> assertThat(value).startsWith("attachment").contains("filename*=UTF-8''ingestio-"));
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(file.headers().firstValueAsLong("Content-Length"))
                .hasValue(file.body().getBytes(StandardCharsets.UTF_8).length);
        assertThat(export.get("rows").asInt()).isEqualTo(4);
        assertThat(export.get("arrayField").asString()).isEqualTo("items");
        assertThat(export.at("/manifest/included").valueStream().map(one -> one.get("rows").asInt())).containsExactly(2, 2);
        assertThat(export.at("/manifest/batchDocuments").asInt()).isEqualTo(3);
        assertThat(export.at("/manifest/note").asString()).startsWith("1 of the 3 documents");
    }

    @Test
    void exportsDocumentsAsASheetInTheOrderAskedFor(@TempDir Path folder) throws Exception {
        twoInvoicesAndAFailure();

        String id = create("{\"documentIds\":[\"%s\",\"%s\",\"%s\"],\"format\":\"xlsx\"}".formatted(nuts, failed, bolts));
        JsonNode export = completedExport(id);
        HttpResponse<Path> file = HTTP.send(
                request("/exports/" + id + "/file", user).build(), BodyHandlers.ofFile(folder.resolve("file.xlsx")));

        try (ReadableWorkbook workbook = new ReadableWorkbook(file.body().toFile())) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows.stream().map(row -> row.getCellText(0))).containsExactly("file", "=nuts.pdf", "bolts.pdf");
        }
        assertThat(export.at("/manifest/missing").valueStream().map(JsonNode::asString)).containsExactly(failed.toString());
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
    void saysWhichArraysThereAre() throws Exception {
        twoInvoicesAndAFailure();

        HttpResponse<String> answer = post(
                "{\"batchId\":\"%s\",\"format\":\"csv\",\"type\":\"multi_row\",\"arrayField\":\"lines\"}".formatted(batch),
                null);

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("code").asString()).isEqualTo("array_field_unknown");
        assertThat(problem.get("arrayFields").get(0).asString()).isEqualTo("items");
    }

    @Test
    void refusesAnExportOfNothingAndOfWhatBelongsToOthers() throws Exception {
        twoInvoicesAndAFailure();

        HttpResponse<String> nothing = post("{\"documentIds\":[\"%s\"],\"format\":\"csv\"}".formatted(failed), null);
        assertThat(JSON.readTree(nothing.body()).get("code").asString()).isEqualTo("nothing_to_export");
        HttpResponse<String> foreign = send(request("/exports", "mallory")
                .POST(BodyPublishers.ofString("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch))));
        assertThat(JSON.readTree(foreign.body()).get("code").asString()).isEqualTo("nothing_to_export");
        String mine = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(mine);
        assertThat(send(request("/exports/" + mine, "mallory")).statusCode()).isEqualTo(404);
        assertThat(send(request("/exports/" + mine + "/file", "mallory")).statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(send(request("/exports", "mallory")).body()).get("items")).isEmpty();
    }

    @Test
    void createsOneExportForARepeatedRequest() throws Exception {
        twoInvoicesAndAFailure();
        String body = "{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch);

        HttpResponse<String> first = post(body, "key-1");
        HttpResponse<String> second = post(body, "key-1");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("Location")).hasValueSatisfying(
                location -> assertThat(location).startsWith("/api/v1/exports/"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(JSON.readTree(get("/exports?limit=10").body()).get("items")).hasSize(1);
    }

    @Test
    void waitsForTheLastDocumentOfABatchThatHasEnded() throws Exception {
        publish(completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")), ended(2, 2));
        await().atMost(PATIENCE).until(() -> get("/documents/" + bolts + "/data").statusCode() == 200);
        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));

        publish(completed(nuts, 1, "nuts.pdf", invoice("2", "nut")));

        JsonNode export = completedExport(id);
        assertThat(export.get("rows").asInt()).isEqualTo(2);
        assertThat(export.at("/manifest/note").isNull()).isTrue();
    }

    @Test
    void exportsWhatIsThereOfABatchThatIsStillRunning() throws Exception {
        publish(completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")));
        await().atMost(PATIENCE).until(() -> get("/documents/" + bolts + "/data").statusCode() == 200);

        JsonNode export = completedExport(create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch)));

        assertThat(export.get("rows").asInt()).isEqualTo(1);
        assertThat(export.at("/manifest/note").asString()).contains("had not ended");
    }

    @Test
    void buildsAgainWhatABuilderThatDiedLeftBehind() throws Exception {
        twoInvoicesAndAFailure();
        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(id);
        String whole = get("/exports/" + id + "/file").body();

        // As a kill -9 leaves it: claimed, half of another file under the same key, and a lease that runs out.
        store.put(objectKey(id), Files.writeString(Files.createTempFile("half", ".csv"), "half of"), "text/csv")
                .block(PATIENCE);
        sql("update export.exports set status = 'processing', completed_at = null, lease_until = now() + interval '1 s'"
                + " where id = ?", id);
        assertThat(get("/exports/" + id + "/file").statusCode()).isEqualTo(409);

        assertThat(completedExport(id).get("rows").asInt()).isEqualTo(2);
        assertThat(get("/exports/" + id + "/file").body()).isEqualTo(whole);
    }

    @Test
    void givesUpAnExportWhoseBuildersKeepDying() throws Exception {
        twoInvoicesAndAFailure();
        String id = create("{\"batchId\":\"%s\",\"format\":\"csv\"}".formatted(batch));
        completedExport(id);

        sql("update export.exports set status = 'processing', attempt = 10, lease_until = now() where id = ?", id);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        JSON.readTree(get("/exports/" + id).body()).get("errorCode").asString(""))
                .isEqualTo("crash_loop"));
    }

    @Test
    void showsNoRowToTheAppRoleWithoutAUserOrToAnotherUser() throws Exception {
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

    private void twoInvoicesAndAFailure() throws Exception {
        publish(
                new ExtractionStarted(batch, bolts, user, 1, 1, Instant.now()),
                completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")),
                new ExtractionFailed(batch, failed, user, 1, "unreadable", "It cannot be read.", Instant.now()),
                completed(nuts, 1, "=nuts.pdf", invoice("2", "nut")),
                ended(3, 2));
        await().atMost(PATIENCE).until(() -> get("/documents/" + nuts + "/data").statusCode() == 200);
    }

    private BatchCompleted ended(int documents, int completed) {
        return new BatchCompleted(batch, user, 1, "partially_completed", documents, completed, documents - completed, completed,
                Instant.now());
    }

    private ExtractionCompleted completed(UUID document, int run, String filename, Map<String, Object> data) {
        return new ExtractionCompleted(batch, document, user, run, filename, 1, "all", "invoice", data,
                List.of("look twice"), "offline-rules-1", 0, 0, Instant.now());
    }

    private static Map<String, Object> invoice(String number, String item) {
        Map<String, Object> invoice = new LinkedHashMap<>();
        invoice.put("number", number);
        invoice.put("total", 12.5);
        invoice.put("date", "2026-03-01");
        invoice.put("items", List.of(row(item, 2), row(item, 3)));
        return invoice;
    }

    private static Map<String, Object> row(String name, int quantity) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("qty", quantity);
        return row;
    }

    private void publish(Event... events) {
        tenancy.asService(outbox.append(List.of(events))).block(PATIENCE);
    }

    private String create(String body) throws Exception {
        HttpResponse<String> answer = post(body, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body()).get("id").asString();
    }

    private JsonNode completedExport(String id) {
        return await().atMost(PATIENCE).until(
                () -> JSON.readTree(get("/exports/" + id).body()),
                export -> export.get("status").asString().equals("completed"));
    }

    private String objectKey(String id) {
        return "exports/" + user + "/" + id + ".csv";
    }

    private static void sql(String statement, String id) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setObject(1, UUID.fromString(id));
            prepared.executeUpdate();
        }
    }

    private HttpResponse<String> post(String body, String key) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/exports", user).POST(BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return send(request);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path, user));
    }

    private HttpRequest.Builder request(String path, String as) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + RealParts.keys().token(as, Set.of()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
