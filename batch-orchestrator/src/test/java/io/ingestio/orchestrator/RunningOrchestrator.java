package io.ingestio.orchestrator;

import io.ingestio.database.Tenancy;
import io.ingestio.testkit.EventStream;
import io.ingestio.testkit.RealParts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The orchestrator over a real database; its events stay in the outbox. */
@SpringBootTest(
        classes = OrchestratorApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=batch-orchestrator", "ingestio.outbox.enabled=false"})
public abstract class RunningOrchestrator {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @LocalServerPort
    int port;

    @Autowired
    protected Tenancy tenancy;

    @Autowired
    protected DatabaseClient sql;

    /** An answer over HTTP; the body is missing where there is none. */
    public record Answered(int status, JsonNode body) {}

    protected Answered call(String method, String path, String user, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .header("Authorization", "Bearer " + RealParts.keys().token(user, Set.of()))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        String text = response.body();
        return new Answered(response.statusCode(), text.isEmpty() ? JSON.missingNode() : JSON.readTree(text));
    }

    protected EventStream listen(String path, String user, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        return EventStream.open(
                URI.create("http://127.0.0.1:" + port + "/api/v1" + path),
                RealParts.keys().token(user, Set.of()),
                lastEventId);
    }

    /**
     * Until all its pages are marked as visible to all: while a transaction of another test is open, a vacuum leaves some out, and a scan
     * of an index alone looks into the table for them.
     */
    protected static void vacuum(String table) throws SQLException {
        String pages = "select relallvisible < relpages from pg_class where oid = '" + table + "'::regclass";
        for (int round = 0; round < 60; round++) {
            asSuperuser("vacuum analyze " + table);
            if (asSuperuser(pages).equals(List.of("f"))) {
                return;
            }
            Mono.delay(Duration.ofMillis(500)).block();
        }
        throw new AssertionError("a transaction stays open: " + table + " has pages that are not visible to all");
    }

    /** Runs SQL as superuser in the service's schema; the values of its first column, as text. */
    protected static List<String> asSuperuser(String statement) throws SQLException {
        try (var connection = RealParts.postgres().asSuperuser().getConnection();
                var execution = connection.createStatement()) {
            execution.execute("set search_path = orchestration");
            if (!execution.execute(statement)) {
                return List.of();
            }
            List<String> values = new ArrayList<>();
            try (ResultSet rows = execution.getResultSet()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }

    /** Reads a list page by page: each page's items, in their order. */
    protected List<JsonNode> pages(String path, String user, int limit) throws IOException, InterruptedException {
        List<JsonNode> pages = new ArrayList<>();
        String cursor = "";
        do {
            Answered page = call("GET", path + "&limit=" + limit + cursor, user, null);
            if (page.status() != 200) {
                throw new AssertionError(path + " answered " + page);
            }
            pages.add(page.body());
            cursor = page.body().path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.body().path("nextCursor").asString();
        } while (!cursor.isEmpty());
        return pages;
    }

    /** The ids of the items of pages. */
    protected static List<String> ids(List<JsonNode> pages) {
        return pages.stream()
                .flatMap(page -> page.path("items").valueStream())
                .map(item -> item.path("id").asString())
                .toList();
    }

    /** The types of the events in the outbox of this batch, in their order. */
    protected List<String> eventsOf(Object batchId) {
        return tenancy.statementAsService(sql.sql("select type from outbox where key = :key order by id")
                        .bind("key", batchId.toString())
                        .mapValue(String.class)
                        .all()
                        .collectList())
                .block();
    }
}
