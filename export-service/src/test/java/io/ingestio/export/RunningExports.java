package io.ingestio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.DataReference;
import io.ingestio.contracts.Event;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.SampleEvents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The export service on real parts, one for all tests that extend this; each test has a user and a batch of its own. Documents
 * come in as events on Kafka, all else goes over HTTP.
 */
@SpringBootTest(
        classes = ExportApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=export-service", "ingestio.export.lease=2s"})
public abstract class RunningExports {

    protected static final HttpClient HTTP = HttpClient.newHttpClient();
    protected static final JsonMapper JSON = new JsonMapper();
    protected static final Duration PATIENCE = Duration.ofSeconds(30);

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @LocalServerPort
    int port;

    @Autowired
    Outbox outbox;

    @Autowired
    protected Tenancy tenancy;

    @Autowired
    protected DatabaseClient sql;

    protected int port() {
        return port;
    }

    protected final String user = "user-" + UUID.randomUUID();
    protected final UUID batch = UUID.randomUUID();
    protected final UUID bolts = UUID.randomUUID();
    protected final UUID nuts = UUID.randomUUID();
    protected final UUID failed = UUID.randomUUID();

    protected void twoInvoicesAndAFailure() throws Exception {
        publish(
                new ExtractionStarted(batch, bolts, user, 1, 1, Instant.now(), null),
                completed(bolts, 1, "bolts.pdf", invoice("1", "bolt")),
                new ExtractionFailed(batch, failed, user, 1, "unreadable", "It cannot be read.", Instant.now()),
                completed(nuts, 1, "=nuts.pdf", invoice("2", "nut")),
                ended(3, 2));
        await().atMost(PATIENCE).until(() -> get("/documents/" + nuts + "/data").statusCode() == 200);
    }

    /** The submission of the user's batch. */
    protected SampleEvents submission() {
        return new SampleEvents(batch, user);
    }

    protected BatchCompleted ended(int documents, int completed) {
        return new BatchCompleted(
                batch,
                user,
                1,
                "partially_completed",
                documents,
                completed,
                documents - completed,
                0,
                completed,
                Instant.now());
    }

    protected ExtractionCompleted completed(UUID document, int run, String filename, Map<String, Object> data) {
        return completed(document, run, filename, data, null);
    }

    protected ExtractionCompleted completed(UUID document, int run, String filename, DataReference reference) {
        return completed(document, run, filename, null, reference);
    }

    private ExtractionCompleted completed(
            UUID document,
            int run,
            String filename,
            @Nullable Map<String, @Nullable Object> data,
            @Nullable DataReference reference) {
        return new ExtractionCompleted(
                batch,
                document,
                user,
                run,
                filename,
                1,
                "all",
                "invoice",
                data,
                reference,
                null,
                List.of("look twice"),
                "offline-rules-1",
                0,
                0,
                Instant.now(),
                null);
    }

    /** The same event in another batch. */
    protected static ExtractionCompleted inBatch(UUID other, ExtractionCompleted of) {
        return new ExtractionCompleted(
                other,
                of.documentId(),
                of.userId(),
                of.run(),
                of.filename(),
                of.pages(),
                of.prompt(),
                of.documentType(),
                of.data(),
                of.dataReference(),
                of.summary(),
                of.warnings(),
                of.model(),
                of.inputTokens(),
                of.outputTokens(),
                of.completedAt(),
                of.layout());
    }

    protected static Map<String, Object> invoice(String number, String item) {
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

    protected void publish(Event... events) {
        tenancy.asService(outbox.append(List.of(events))).block(PATIENCE);
    }

    /** Changes rows, as the service. */
    protected void run(String statement) {
        tenancy.statementAsService(sql.sql(statement).fetch().rowsUpdated()).block(PATIENCE);
    }

    /** The number that a query finds, as the service. */
    protected long count(String query) {
        return tenancy.statementAsService(sql.sql(query).mapValue(Long.class).one())
                .block(PATIENCE);
    }

    protected boolean isServed(UUID document) throws IOException, InterruptedException {
        return get("/documents/" + document + "/data").statusCode() == 200;
    }

    protected String create(String body) throws Exception {
        HttpResponse<String> answer = post(body, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body()).get("id").asString();
    }

    protected JsonNode completedExport(String id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> JSON.readTree(get("/exports/" + id).body()),
                        export -> export.get("status").asString().equals("completed"));
    }

    protected HttpResponse<String> post(String body, String key) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/exports", user).POST(BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return send(request);
    }

    protected HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path, user));
    }

    protected HttpRequest.Builder request(String path, String as) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + RealParts.keys().token(as, Set.of()));
    }

    protected static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
