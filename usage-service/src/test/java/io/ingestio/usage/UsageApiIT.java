package io.ingestio.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.RunId;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.tenancy.database.Tenancy;
import io.ingestio.testkit.RealParts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plan, admission, quota and usage as their callers see them: over HTTP, and over Kafka. */
@SpringBootTest(
        classes = UsageApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=usage-service")
class UsageApiIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECRET = RealParts.properties().get("ingestio.internal.secret");

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

    private final String user = "user-" + UUID.randomUUID();

    @Test
    void showsAnUnknownUserTheStarterPlan() throws Exception {
        assertThat(get("/api/v1/plan", user).json().at("/tier/name").asString()).isEqualTo("starter");
        assertThat(get("/api/v1/plan", user).json().at("/status").asString()).isEqualTo("none");
        JsonNode usage = get("/api/v1/usage", user).json();
        assertThat(usage.get("limit").asInt()).isEqualTo(100);
        assertThat(usage.get("pagesLeft").asInt()).isEqualTo(100);
        assertThat(usage.get("periodStart").asString()).endsWith("-01T00:00:00Z");
        assertThat(get("/api/v1/plans", user).json().get("items").findValuesAsString("name"))
                .containsExactly("starter", "plus", "growth");
    }

    @Test
    void letsAnAdministratorAloneChangeAPlan() throws Exception {
        String path = "/api/v1/admin/users/" + user + "/subscription";
        String body = "{\"tier\":\"plus\",\"status\":\"active\"}";

        assertThat(send("PUT", path, body, token(user)).status()).isEqualTo(403);
        assertThat(send("PUT", path, body, Map.of()).status()).isEqualTo(401);
        assertThat(send("PUT", path, body, admin()).status()).isEqualTo(200);
        assertThat(get("/api/v1/plan", user).json().at("/tier/name").asString()).isEqualTo("plus");
        assertThat(send("PUT", path, "{\"tier\":\"gold\"}", admin()).json().get("code").asString()).isEqualTo("unknown_tier");
        send("PUT", path, "{\"tier\":\"plus\",\"status\":\"past_due\"}", admin());
        assertThat(get("/api/v1/plan", user).json().at("/tier/name").asString()).isEqualTo("starter");
    }

    @Test
    void admitsBatchesByPlan() throws Exception {
        assertThat(admit(1).get("refusal").asString()).isEqualTo("tier_not_eligible");
        onPlus();
        assertThat(admit(25).get("refusal").isNull()).isTrue();
        assertThat(admit(25).get("concurrentDocuments").asInt()).isEqualTo(16);
        assertThat(admit(26).get("refusal").asString()).isEqualTo("too_many_files");
    }

    @Test
    void keepsInternalCallsForServices() throws Exception {
        String body = "{\"userId\":\"u\",\"documents\":1}";

        assertThat(send("POST", "/internal/admissions", body, token(user)).status()).isIn(401, 403);
        assertThat(send("POST", "/internal/admissions", body, Map.of("X-Internal-Secret", "guessed")).status()).isIn(401, 403);
    }

    @Test
    void chargesWhatSucceedsAndGivesBackWhatFails() throws Exception {
        onPlus();
        UUID good = UUID.randomUUID();
        UUID bad = UUID.randomUUID();
        assertThat(reserve(good, 1, 3).json().get("state").asString()).isEqualTo("reserved");
        assertThat(reserve(bad, 1, 5).json().get("pagesLeft").asInt()).isEqualTo(992);
        assertUsage(0, 8);

        ExtractionCompleted completed = completed(good, 3);
        publish(started(good), completed, failed(bad), completed);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertUsage(3, 0));
        assertThat(reserve(good, 1, 3).json().get("state").asString()).isEqualTo("committed");
        assertThat(reserve(bad, 1, 5).json().get("state").asString()).isEqualTo("released");
    }

    @Test
    void refusesAReservationThatIsNotWhatItsIdSays() throws Exception {
        UUID document = UUID.randomUUID();
        reserve(document, 1, 3);

        HttpResult otherPages = reserve(document, 1, 4);
        assertThat(otherPages.status()).isEqualTo(409);
        assertThat(otherPages.json().get("code").asString()).isEqualTo("reservation_mismatch");
        HttpResult otherId = send("PUT", "/internal/reservations/" + UUID.randomUUID(), reservation(document, 1, 3), service());
        assertThat(otherId.status()).isEqualTo(409);
        assertThat(reserve(document, 1, 0).status()).isEqualTo(422);
    }

    @Test
    void saysThatTooFewPagesAreLeft() throws Exception {
        JsonNode answer = reserve(UUID.randomUUID(), 1, 101).json();

        assertThat(answer.get("state").asString()).isEqualTo("insufficient");
        assertThat(answer.get("pagesLeft").asInt()).isEqualTo(100);
    }

    @Test
    void showsHealthAndMetricsWithoutAToken() throws Exception {
        assertThat(send("GET", "/actuator/health/readiness", "", Map.of()).status()).isEqualTo(200);
        assertThat(send("GET", "/actuator/prometheus", "", Map.of()).body()).contains("ingestio_quota_late_commits_total");
        assertThat(send("GET", "/api/v1/usage", "", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void saysThatBillingIsNotConfigured() throws Exception {
        for (HttpResult answer : List.of(
                send("POST", "/api/v1/webhooks/stripe", "{}", Map.of()),
                send("POST", "/api/v1/checkout/sessions", "{\"tier\":\"plus\",\"interval\":\"month\"}", token(user)),
                send("POST", "/api/v1/billing-portal/sessions", "", token(user)))) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().get("code").asString()).isEqualTo("billing_not_configured");
            assertThat(answer.json().get("retryable").asBoolean()).isFalse();
        }
    }

    private void onPlus() throws Exception {
        send("PUT", "/api/v1/admin/users/" + user + "/subscription", "{\"tier\":\"plus\"}", admin());
    }

    private JsonNode admit(int documents) throws Exception {
        String body = "{\"userId\":\"%s\",\"documents\":%d}".formatted(user, documents);
        return send("POST", "/internal/admissions", body, service()).json();
    }

    private HttpResult reserve(UUID document, int run, int pages) throws Exception {
        return send("PUT", "/internal/reservations/" + RunId.of(document, run), reservation(document, run, pages), service());
    }

    private String reservation(UUID document, int run, int pages) {
        return "{\"userId\":\"%s\",\"documentId\":\"%s\",\"run\":%d,\"pages\":%d}".formatted(user, document, run, pages);
    }

    private void assertUsage(int used, int reserved) throws Exception {
        JsonNode usage = get("/api/v1/usage", user).json();
        assertThat(usage.get("pagesUsed").asInt()).isEqualTo(used);
        assertThat(usage.get("pagesReserved").asInt()).isEqualTo(reserved);
    }

    /** The events travel as those of the worker do: outbox, relay, Kafka, listener. */
    private void publish(Event... events) {
        tenancy.asService(outbox.append(List.of(events))).block(Duration.ofSeconds(10));
    }

    private ExtractionStarted started(UUID document) {
        return new ExtractionStarted(document, document, user, 1, 1, Instant.now());
    }

    private ExtractionFailed failed(UUID document) {
        return new ExtractionFailed(document, document, user, 1, "unreadable", "It cannot be read.", Instant.now());
    }

    private ExtractionCompleted completed(UUID document, int pages) {
        return new ExtractionCompleted(document, document, user, 1, "a.pdf", pages, "prompt", "invoice", Map.of("total", 1),
                List.of(), "offline-rules-1", 0, 0, Instant.now());
    }

    private HttpResult get(String path, String as) throws Exception {
        return send("GET", path, "", token(as));
    }

    private static Map<String, String> token(String user) {
        return Map.of("Authorization", "Bearer " + RealParts.keys().token(user, Set.of()));
    }

    private static Map<String, String> admin() {
        return Map.of("Authorization", "Bearer " + RealParts.keys().token("root", Set.of("admin")));
    }

    private static Map<String, String> service() {
        return Map.of("X-Internal-Secret", SECRET);
    }

    record HttpResult(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    private HttpResult send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        return new HttpResult(answer.statusCode(), answer.body());
    }
}
