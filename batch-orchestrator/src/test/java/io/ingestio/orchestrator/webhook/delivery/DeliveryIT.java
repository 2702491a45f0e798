package io.ingestio.orchestrator.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.ingestio.orchestrator.OrchestratorApplication;
import io.ingestio.orchestrator.webhook.RunningWebhooks;
import io.ingestio.orchestrator.webhook.event.WebhookEvent;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.WebhookReceiver;
import io.ingestio.testkit.WebhookReceiver.Call;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a receiver sees, and what the log says of it. */
class DeliveryIT extends RunningWebhooks {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    Environment environment;

    @Autowired
    DeleteOldDeliveries deleteOldDeliveries;

    @Test
    void deliversSignedOnce() throws Exception {
        JsonNode endpoint = endpoint();
        WebhookEvent event = failureOf(user);

        queue(event);
        queue(event); // found again, as by a replayed event

        JsonNode delivery = awaitDelivery(endpoint, "delivered");
        assertThat(delivery.at("/attempts/0/statusCode").asInt()).isEqualTo(204);
        assertThat(delivery.at("/attempts/0/errorCode").isNull()).isTrue();
        assertThat(delivery.path("nextAttemptAt").isNull()).isTrue();
        assertThat(delivery.path("endedAt").isNull()).isFalse();
        Call call = receiver.calls().getFirst();
        assertVerified(call, endpoint);
        assertThat(call.header("webhook-id")).isEqualTo(event.id().toString());
        assertThat(call.header("content-type")).isEqualTo("application/json");
        assertThat(JSON.readTree(call.body()).at("/data/code").asString()).isEqualTo("model_output");
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void retriesUntilItIsAccepted() throws Exception {
        JsonNode endpoint = endpoint();
        receiver.answers(500, 500, 500, 200);

        queue(failureOf(user));

        JsonNode delivery = awaitDelivery(endpoint, "delivered");
        assertThat(delivery.path("attempts")
                        .valueStream()
                        .map(attempt -> attempt.path("statusCode").asInt()))
                .containsExactly(500, 500, 500, 200);
        assertThat(delivery.at("/attempts/0/errorCode").asString()).isEqualTo("webhook_status");
        assertThat(receiver.calls().stream()
                        .map(call -> call.header("webhook-id"))
                        .distinct())
                .hasSize(1);
        receiver.calls()
                .forEach(call -> assertThatCode(() -> verify(call, endpoint)).doesNotThrowAnyException());
        assertThat(call("GET", path(endpoint), user, null)
                        .body()
                        .path("failingSince")
                        .isNull())
                .isTrue();
    }

    @Test
    void givesUpAndRedelivers() throws Exception {
        JsonNode endpoint = endpoint();
        receiver.answers(500, 500, 500, 500, 500);
        queue(failureOf(user));
        JsonNode failed = awaitDelivery(endpoint, "failed");
        assertThat(failed.path("attempts").size()).isEqualTo(5);
        assertThat(call("GET", path(endpoint), user, null)
                        .body()
                        .path("failingSince")
                        .isNull())
                .isFalse();

        Answered redelivered =
                call("POST", path(endpoint) + "/deliveries/" + failed.path("id").asString() + "/redeliver", user, null);

        assertThat(redelivered.status()).isEqualTo(202);
        JsonNode delivered = awaitDelivery(endpoint, "delivered");
        assertThat(delivered.path("attempts").size()).isEqualTo(6);
        assertThat(receiver.calls().getLast().header("webhook-id"))
                .isEqualTo(receiver.calls().getFirst().header("webhook-id"));
        assertThat(call("POST", path(endpoint) + "/deliveries/" + UUID.randomUUID() + "/redeliver", user, null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void goneDisablesAtOnce() throws Exception {
        JsonNode endpoint = endpoint();
        receiver.answers(410);

        queue(failureOf(user));

        awaitDelivery(endpoint, "failed");
        JsonNode disabled = call("GET", path(endpoint), user, null).body();
        assertThat(disabled.path("enabled").asBoolean()).isFalse();
        assertThat(disabled.path("disabledReason").asString()).isEqualTo("webhook_gone");
        queue(failureOf(user));
        assertThat(deliveries(endpoint)).hasSize(1);
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void disablesAfterADayOfFailures() throws Exception {
        JsonNode endpoint = endpoint();
        change("update webhook_endpoints set failures = 4, failing_since = now() - interval '2 hours' where id = '%s'"
                .formatted(endpoint.path("id").asString()));
        receiver.answers(500);

        queue(failureOf(user));

        awaitDelivery(endpoint, "failed");
        JsonNode disabled = call("GET", path(endpoint), user, null).body();
        assertThat(disabled.path("disabledReason").asString()).isEqualTo("webhook_failing");
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void obeysRetryAfter() throws Exception {
        JsonNode endpoint = endpoint();
        receiver.answers(503, "Retry-After", "600");

        queue(failureOf(user));

        await().atMost(PATIENCE)
                .until(() -> deliveries(endpoint).getFirst().path("attempts").size() == 1);
        String id = deliveries(endpoint).getFirst().path("id").asString();
        assertThat(
                        number(
                                "select count(*) from webhook_deliveries where status = 'pending' and id = '" + id
                                        + "' and next_attempt_at between now() + interval '9 minutes' and now() + interval '13 minutes'"))
                .isEqualTo(1);
    }

    @Test
    void rotatedSecretsSignTogether() throws Exception {
        JsonNode endpoint = endpoint();
        Answered rotated = call("POST", path(endpoint) + "/secret/rotate", user, null);
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.body().path("previousSecretUntil").isNull()).isFalse();
        assertThat(rotated.body().path("secret").asString())
                .startsWith("whsec_")
                .isNotEqualTo(endpoint.path("secret").asString());

        queue(failureOf(user));
        await().atMost(PATIENCE).until(() -> receiver.calls().size() == 1);
        assertVerified(receiver.calls().getFirst(), endpoint);
        assertVerified(receiver.calls().getFirst(), rotated.body());

        change("update webhook_endpoints set previous_until = now() where id = '%s'"
                .formatted(endpoint.path("id").asString()));
        queue(failureOf(user));
        await().atMost(PATIENCE).until(() -> receiver.calls().size() == 2);
        assertVerified(receiver.calls().getLast(), rotated.body());
        assertThat(receiver.calls().getLast().header("webhook-signature")).doesNotContain(" ");
    }

    @Test
    void sendsTestAtRequest() throws Exception {
        JsonNode endpoint = endpoint();

        Answered test = call("POST", path(endpoint) + "/test", user, null);

        assertThat(test.status()).isEqualTo(202);
        JsonNode delivery = awaitDelivery(endpoint, "delivered");
        assertThat(delivery.path("id").asString())
                .isEqualTo(test.body().path("deliveryId").asString());
        assertThat(JSON.readTree(receiver.calls().getFirst().body())
                        .at("/data/endpointId")
                        .asString())
                .isEqualTo(endpoint.path("id").asString());
    }

    @Test
    void sendsOnlyTheEventsThatWereAskedFor() throws Exception {
        JsonNode endpoint = endpoint();
        call("PATCH", path(endpoint), user, "{\"events\":[\"batch.completed\"]}");

        queue(failureOf(user), failureOf("other-" + user));

        assertThat(deliveries(endpoint)).isEmpty();
    }

    /** Endpoints of one user that never answer have their share of the sender; deliveries of others pass them. */
    @Test
    void slowEndpointsDelayOnlyTheirUser() throws Exception {
        try (WebhookReceiver slow = WebhookReceiver.start()) {
            slow.hold();
            String patient = "patient-" + user;
            JsonNode first = endpoint(patient, slow.url());
            JsonNode second = endpoint(patient, slow.url());
            endpoint(patient, slow.url());
            queue(IntStream.range(0, 50).mapToObj(i -> failureOf(patient)).toArray(WebhookEvent[]::new));
            await().atMost(PATIENCE).until(() -> slow.calls().size() == 8);

            JsonNode endpoint = endpoint();
            queue(failureOf(user));

            awaitDelivery(endpoint, "delivered");
            assertThat(slow.calls()).hasSize(8);
            slow.release();
            await().atMost(PATIENCE).until(() -> slow.calls().size() == 150);
            for (JsonNode one : List.of(first, second)) {
                call("DELETE", path(one), patient, null);
            }
        }
    }

    @Test
    void disablingEndsWhatWaits() throws Exception {
        JsonNode endpoint = endpoint();
        receiver.answers(503, "Retry-After", "600");
        queue(failureOf(user));
        await().atMost(PATIENCE)
                .until(() -> deliveries(endpoint).getFirst().path("attempts").size() == 1);

        call("PATCH", path(endpoint), user, "{\"enabled\":false}");

        awaitDelivery(endpoint, "failed");
        assertThat(receiver.calls()).hasSize(1);
    }

    /** A row that was queued in the moment in which its endpoint was disabled. */
    @Test
    void disabledEndpointIsNotCalled() throws Exception {
        JsonNode endpoint = endpoint();
        call("PATCH", path(endpoint), user, "{\"enabled\":false}");
        UUID id = UUID.fromString(endpoint.path("id").asString());

        tenancy.asService(queueDeliveries.queue(WebhookEvent.test(user, id, Instant.now()), id))
                .block(PATIENCE);

        JsonNode delivery = awaitDelivery(endpoint, "failed");
        assertThat(delivery.at("/attempts/0/errorCode").asString()).isEqualTo("webhook_disabled");
        assertThat(receiver.calls()).isEmpty();
    }

    /** Two processes on one queue. */
    @Test
    void twoSendersDeliverEachOnce() throws Exception {
        JsonNode endpoint = endpoint();
        try (var second = new SpringApplicationBuilder(OrchestratorApplication.class)
                .properties(propertiesOfThis())
                .run()) {
            assertThat(second.isRunning()).isTrue();
            WebhookEvent[] events =
                    IntStream.range(0, 200).mapToObj(i -> failureOf(user)).toArray(WebhookEvent[]::new);

            queue(events);

            await().atMost(PATIENCE)
                    .until(() -> number("select count(*) from webhook_deliveries where status = 'delivered'"
                                    + " and endpoint_id = '"
                                    + endpoint.path("id").asString() + "'")
                            == events.length);
            assertThat(receiver.calls()).hasSize(events.length);
            assertThat(receiver.calls().stream()
                            .map(call -> call.header("webhook-id"))
                            .distinct())
                    .hasSize(events.length);
            assertThat(second.getBean(MeterRegistry.class)
                            .counter("ingestio.webhook.attempts", "outcome", "delivered")
                            .count())
                    .isPositive();
        }
    }

    @Test
    void deletesOldDeliveries() throws Exception {
        JsonNode endpoint = endpoint();
        queue(failureOf(user));
        awaitDelivery(endpoint, "delivered");
        queue(failureOf(user));
        await().atMost(PATIENCE).until(() -> receiver.calls().size() == 2);
        change("update webhook_deliveries set created_at = now() - interval '31 days' where event_id = '%s'"
                .formatted(receiver.calls().getFirst().header("webhook-id")));

        deleteOldDeliveries.portion(500).block(PATIENCE);

        assertThat(deliveries(endpoint)).hasSize(1);
        assertThat(number("select count(*) from webhook_attempts where user_id = '" + user + "'"))
                .isEqualTo(1);
    }

    private Map<String, Object> propertiesOfThis() {
        Map<String, Object> properties = new HashMap<>(RealParts.properties());
        properties.put("spring.config.name", "batch-orchestrator");
        properties.put("ingestio.port", "0");
        properties.put("ingestio.outbox.enabled", "false");
        for (String name : List.of("key", "allow-http", "allow-loopback", "ports", "poll", "timeout", "retries")) {
            properties.put("ingestio.webhook." + name, environment.getProperty("ingestio.webhook." + name, ""));
        }
        return properties;
    }

    private static void assertVerified(Call call, JsonNode endpoint) {
        assertThatCode(() -> verify(call, endpoint)).doesNotThrowAnyException();
    }

    /** With the official library. */
    private static void verify(Call call, JsonNode endpoint) throws Exception {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            headers.put(name, new ArrayList<>(List.of(call.header(name))));
        }
        new Webhook(endpoint.path("secret").asString())
                .verify(call.body(), HttpHeaders.of(headers, (name, value) -> true));
    }
}
