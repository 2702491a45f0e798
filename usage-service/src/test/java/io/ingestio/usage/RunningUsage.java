package io.ingestio.usage;

import io.ingestio.contracts.Topic;
import io.ingestio.database.Tenancy;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.invariants.PublishedEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The usage service as its callers meet it, one for all tests that extend this; each test has a user of its own. */
@SpringBootTest(
        classes = UsageApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=usage-service")
public abstract class RunningUsage {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    protected static final JsonMapper JSON = new JsonMapper();
    protected static final String SECRET = RealParts.properties().get("ingestio.internal.secret");

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @LocalServerPort
    protected int port;

    @Autowired
    protected Tenancy tenancy;

    protected final String user = "user-" + UUID.randomUUID();

    protected HttpResult get(String path, String as) {
        return send("GET", path, "", token(as));
    }

    protected static Map<String, String> token(String user) {
        return Map.of("Authorization", "Bearer " + RealParts.keys().token(user, Set.of()));
    }

    protected static Map<String, String> admin() {
        return Map.of("Authorization", "Bearer " + RealParts.keys().token("root", Set.of("admin")));
    }

    protected static Map<String, String> service() {
        return Map.of("X-Internal-Secret", SECRET);
    }

    protected record HttpResult(int status, String body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String text(String name) {
            return json().get(name).asString();
        }
    }

    protected HttpResult send(String method, String path, String body, Map<String, String> headers) {
        return send(port, method, path, body, headers);
    }

    /** As above, to another replica. */
    protected static HttpResult send(int port, String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new HttpResult(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement as the database's superuser; each value is one of its parameters. */
    protected static void execute(String statement, Object... values) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection()) {
            connection.createStatement().execute("set search_path = usage");
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                for (int i = 0; i < values.length; i++) {
                    prepared.setObject(i + 1, values[i]);
                }
                prepared.execute();
            }
        }
    }

    /** A tier of the test's own: batches of 5, 100 pages a month, no limit a day. */
    protected static void makeTier(String name) throws SQLException {
        execute("""
                insert into tiers (name, position, may_batch, pages_per_period, documents_per_batch, concurrent_documents,
                                   max_file_bytes)
                select ?, max(position) + 1, true, 100, 5, 2, 1000 from tiers
                """, name);
    }

    protected static void dropTier(String name) throws SQLException {
        execute("delete from subscriptions where tier = ?", name);
        execute("delete from tiers where name = ?", name);
    }

    protected HttpResult subscribe(String tier, String status) {
        return send(
                "PUT",
                "/api/v1/admin/users/" + user + "/subscription",
                "{\"tier\":\"%s\",\"status\":\"%s\",\"reason\":\"a test\"}".formatted(tier, status),
                admin());
    }

    /** What administrators did to a user or a tier, newest first. */
    protected JsonNode adminActions(String target) {
        return send("GET", "/api/v1/admin/actions?target=" + target, "", admin())
                .json()
                .get("items");
    }

    /** The events of this type about the user that are on the topic. */
    protected List<JsonNode> published(String type) {
        return PublishedEvents.on(RealParts.properties().get("ingestio.kafka.bootstrap"), Topic.USAGE).stream()
                .filter(event -> event.type().equals(type) && event.key().equals(user))
                .map(event -> JSON.readTree(event.body()))
                .toList();
    }
}
