package io.ingestio.orchestrator.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.ingestio.orchestrator.webhook.RunningWebhooks;
import io.ingestio.orchestrator.webhook.event.WebhookEvent;
import io.ingestio.testkit.WebhookReceiver.Call;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a receiver sees, and what the log says of it. */
class DeliveryIT extends RunningWebhooks {

    private static final JsonMapper JSON = new JsonMapper();

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
    void aDeliveryIsNotAttemptedForEver() throws Exception {
        JsonNode endpoint = endpoint();
        queue(failureOf(user));
        String id = awaitDelivery(endpoint, "delivered").path("id").asString();
        asSuperuser("insert into webhook_attempts (delivery_id, number, user_id, at, millis, status_code)" + " select '"
                + id + "', n, '" + user + "', now(), 1, 200 from generate_series(1000, 1198) n");

        Answered refused = call("POST", path(endpoint) + "/deliveries/" + id + "/redeliver", user, null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("code").asString()).isEqualTo("webhook_too_many_attempts");
        JsonNode log = call("GET", path(endpoint) + "/deliveries", user, null).body();
        assertThat(log.at("/items/0/attempts")).hasSize(20);
        assertThat(log.at("/items/0/attempts/0/at").asString()).endsWith("Z");
        assertThat(receiver.calls()).hasSize(1);
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
