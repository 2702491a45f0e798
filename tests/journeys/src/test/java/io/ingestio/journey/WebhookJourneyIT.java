package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.Submission;
import io.ingestio.launcher.client.SubmissionRequest;
import io.ingestio.launcher.system.Microservice;
import io.ingestio.testkit.SampleFiles;
import io.ingestio.testkit.WebhookReceiver;
import io.ingestio.testkit.WebhookReceiver.Call;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a submission to the calls of the user's endpoint, with every event of Kafka delivered three times. */
class WebhookJourneyIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void endpointIsCalledOnceForEachFact() throws Exception {
        try (Journey journey = Journey.start(
                        folder,
                        options -> options.with(
                                Microservice.ORCHESTRATOR, "ingestio.webhook.retries", "100ms,100ms,100ms,100ms"));
                Echo echo = new Echo(journey.system().kafkaBootstrap());
                WebhookReceiver receiver = WebhookReceiver.start().answers(500, 500, 500)) {
            IngestioClient alice = journey.user("alice", "plus");
            JsonNode endpoint = post(journey, "webhook-endpoints", "{\"url\":\"%s\"}".formatted(receiver.url()));
            List<Path> files = new ArrayList<>(journey.documents("hooked", 2));
            files.add(SampleFiles.write(folder.resolve("documents"), "broken.pdf", SampleFiles.text()));

            Submission submission = alice.submit(SubmissionRequest.of("hooked", files, "invoice number and total"));
            journey.awaitFinished(alice, submission.id());
            UUID export = alice.export(submission.id(), "csv");
            await().atMost(PATIENCE)
                    .until(() -> !receiver.calls("export.completed").isEmpty());
            journey.awaitIdle();
            assertThat(echo.echoed()).isPositive();
            await().atMost(PATIENCE)
                    .until(() -> journey.count("select count(*) from orchestration.webhook_deliveries"
                                    + " where status = 'delivered'")
                            == 3);

            assertThat(receiver.calls()).hasSize(6); // three of them answered 500
            assertThat(receiver.calls().stream()
                            .map(call -> call.header("webhook-id"))
                            .distinct())
                    .hasSize(3);
            receiver.calls()
                    .forEach(
                            call -> assertThatCode(() -> verify(call, endpoint)).doesNotThrowAnyException());
            assertThat(dataOf(receiver, "batch.completed").path("failedCount").asInt())
                    .isEqualTo(1);
            assertThat(dataOf(receiver, "document.failed").path("code").asString())
                    .isEqualTo("unsupported_file_type");
            assertThat(dataOf(receiver, "export.completed").path("exportId").asString())
                    .isEqualTo(export.toString());

            redeliver(journey, endpoint);
            await().atMost(PATIENCE).until(() -> receiver.calls().size() == 7);
            journey.assertInvariants(0);
        }
    }

    private static JsonNode dataOf(WebhookReceiver receiver, String type) {
        return JSON.readTree(receiver.calls(type).getLast().body()).path("data");
    }

    private static void redeliver(Journey journey, JsonNode endpoint) throws IOException, InterruptedException {
        String deliveries = "webhook-endpoints/" + endpoint.path("id").asString() + "/deliveries";
        JsonNode newest = send(journey, deliveries, "GET", "").at("/items/0");
        post(journey, deliveries + "/" + newest.path("id").asString() + "/redeliver", "");
    }

    private static JsonNode post(Journey journey, String path, String body) throws IOException, InterruptedException {
        return send(journey, path, "POST", body);
    }

    private static JsonNode send(Journey journey, String path, String method, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(journey.system().baseUrl().resolve("/api/v1/" + path))
                .header("Authorization", "Bearer " + journey.system().token("alice"))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
            return JSON.readTree(answer.body());
        }
    }

    /** With the official library. */
    private static void verify(Call call, JsonNode endpoint) throws Exception {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            headers.put(name, List.of(call.header(name)));
        }
        new Webhook(endpoint.path("secret").asString())
                .verify(call.body(), HttpHeaders.of(headers, (name, value) -> true));
    }
}
