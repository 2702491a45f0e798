package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.embedded.FreePorts;
import io.ingestio.embedded.LocalKeys;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.openapi.Endpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every call of the API with the ids of another user, and with tokens that are none. The calls are those that the controllers declare:
 * a new one whose ids this test does not know fails it.
 */
class ForeignIdsIT {

    /** Its caller is authenticated by a signature over the body. */
    private static final Endpoint SIGNED = new Endpoint("POST", "/api/v1/webhooks/stripe");

    private static final int UUID_LENGTH = 36;

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path folder;

    private static Journey journey;
    private static EndpointCalls calls;
    /** What of alice the variables of a path stand for, by the resource that they follow. */
    private static final Map<String, String> OWNED = new HashMap<>();

    private static final List<Endpoint> ENDPOINTS = Endpoint.all();

    @BeforeAll
    static void giveAliceOneOfEach() {
        journey = Journey.start(folder, options -> options);
        calls = new EndpointCalls(journey.system().baseUrl());
        IngestioClient alice = journey.user("alice", "plus");
        journey.user("mallory", "plus");
        var submission = journey.submit(alice, "private", 2);
        journey.assertCompleted(alice, submission.id(), 2);
        journey.awaitIdle();
        UUID export = alice.export(submission.id(), "csv");
        await().atMost(Duration.ofSeconds(30)).until(() -> alice.export(export).isCompleted());
        OWNED.put("batches", submission.id().toString());
        OWNED.put("documents", submission.documents().getFirst().id().toString());
        OWNED.put("pages", "1");
        OWNED.put("versions", "1");
        OWNED.put("diff", "1");
        OWNED.put("exports", export.toString());
        giveADraft(journey.system().token("alice"));
        giveAWebhook(journey.system().token("alice"));
        var template = JSON.readTree(calls.send(
                        "POST",
                        "/api/v1/export-templates",
                        EndpointCalls.TEMPLATE,
                        journey.system().token("alice"))
                .body());
        OWNED.put("export-templates", template.get("id").asString());
        var prompt = JSON.readTree(calls.send(
                        "POST",
                        "/api/v1/prompts",
                        EndpointCalls.PROMPT,
                        journey.system().token("alice"))
                .body());
        OWNED.put("prompts", prompt.get("id").asString());
    }

    /** An open one, with a file that has not come. */
    private static void giveADraft(String token) {
        var draft = JSON.readTree(calls.send(
                        "POST",
                        "/api/v1/batches/drafts",
                        "{\"promptStrategy\":\"auto\",\"files\":[{\"name\":\"a.pdf\",\"size\":"
                                + EndpointCalls.PDF.length() + "}]}",
                        token)
                .body());
        OWNED.put("drafts", draft.get("id").asString());
        OWNED.put("draft-files", draft.at("/documents/0/id").asString());
    }

    /** An endpoint that nothing listens at, with a delivery. */
    private static void giveAWebhook(String token) {
        String url = "http://127.0.0.1:" + FreePorts.find() + "/";
        var endpoint = JSON.readTree(calls.send("POST", "/api/v1/webhook-endpoints", "{\"url\":\"" + url + "\"}", token)
                .body());
        String path = "/api/v1/webhook-endpoints/" + endpoint.get("id").asString();
        calls.send("POST", path + "/test", "{}", token);
        var deliveries =
                JSON.readTree(calls.send("GET", path + "/deliveries", "", token).body());
        OWNED.put("webhook-endpoints", endpoint.get("id").asString());
        OWNED.put("deliveries", deliveries.at("/items/0/id").asString());
    }

    @AfterAll
    static void stop() {
        journey.close();
    }

    @Test
    void knowsTheCallsOfEveryService() {
        assertThat(ENDPOINTS)
                .hasSizeGreaterThan(30)
                .contains(
                        new Endpoint("POST", "/api/v1/batches"),
                        new Endpoint("GET", "/api/v1/documents/{id}/timeline"),
                        new Endpoint("GET", "/api/v1/exports/{id}/file"),
                        new Endpoint("GET", "/api/v1/usage"),
                        SIGNED);
    }

    @Test
    void noCallIsAnsweredWithoutAValidToken() {
        var softly = new SoftAssertions();
        String valid = journey.system().token("alice");
        Map<String, String> tokens = Map.of(
                "unsigned", unsigned(valid),
                "forged", valid.substring(0, valid.lastIndexOf('.') + 1) + "AAAA",
                "of another issuer", LocalKeys.in(folder.resolve("other")).token("alice", Set.of("admin")),
                "expired", expired("alice"));
        for (Endpoint endpoint : ENDPOINTS) {
            if (!endpoint.equals(SIGNED)) {
                softly.assertThat(calls.call(endpoint, OWNED, null).status())
                        .as("%s without", endpoint)
                        .isEqualTo(401);
                tokens.forEach((name, token) -> softly.assertThat(
                                calls.call(endpoint, OWNED, token).status())
                        .as("%s %s", endpoint, name)
                        .isEqualTo(401));
            }
        }
        softly.assertAll();
    }

    /** The owner's calls come last: they show that the 404 was about whose it is. */
    @Test
    void foreignIdsAnswerAsUnknownOnes() {
        var softly = new SoftAssertions();
        String mallory = journey.system().token("mallory");
        Map<String, String> unknown = new HashMap<>();
        OWNED.keySet()
                .forEach(resource -> unknown.put(resource, UUID.randomUUID().toString()));
        List<Endpoint> ofUsers = ENDPOINTS.stream()
                .filter(endpoint -> !endpoint.isForAdministrators() && !endpoint.equals(SIGNED))
                .toList();
        for (Endpoint endpoint : ofUsers) {
            EndpointCalls.Answer answer = calls.call(endpoint, OWNED, mallory);
            if (endpoint.hasId()) {
                softly.assertThat(answer.status()).as("%s", endpoint).isEqualTo(404);
            } else if (EndpointCalls.body(endpoint, OWNED).isEmpty()) {
                OWNED.values().stream()
                        .filter(id -> id.length() == UUID_LENGTH) // the number of a page is no secret
                        .forEach(id -> softly.assertThat(answer.body())
                                .as("%s", endpoint)
                                .doesNotContain(id));
            } else {
                softly.assertThat(answer.status())
                        .as("%s", endpoint)
                        .isIn(404, 422)
                        .isEqualTo(calls.call(endpoint, unknown, mallory).status());
            }
        }
        String alice = journey.system().token("alice");
        ofUsers.stream()
                .filter(endpoint ->
                        endpoint.hasId() || !EndpointCalls.body(endpoint, OWNED).isEmpty())
                .forEach(endpoint -> softly.assertThat(
                                calls.call(endpoint, OWNED, alice).status())
                        .as("%s by its owner", endpoint)
                        .isIn(200, 201, 202, 204, 409, 412));
        softly.assertAll();
    }

    @Test
    void administratorsOnlyMeansThat() {
        var softly = new SoftAssertions();
        String mallory = journey.system().token("mallory");
        ENDPOINTS.stream()
                .filter(Endpoint::isForAdministrators)
                .forEach(endpoint -> softly.assertThat(
                                calls.call(endpoint, OWNED, mallory).status())
                        .as("%s", endpoint)
                        .isEqualTo(403));
        softly.assertAll();
    }

    /** The same claims, and the algorithm "none". */
    private static String unsigned(String token) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + token.split("\\.")[1] + ".";
    }

    /** Signed by the system's own key, two days ago. */
    private static String expired(String user) {
        Clock then = Clock.offset(Clock.systemUTC(), Duration.ofDays(-2));
        String token =
                LocalKeys.in(folder.resolve("home").resolve("keys"), then).token(user, Set.of());
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(new JsonMapper().readTree(claims).path("iss").asString()).isEqualTo(LocalKeys.ISSUER);
        return token;
    }
}
