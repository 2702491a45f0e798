package io.ingestio.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.webhook.event.QueueDeliveries;
import io.ingestio.orchestrator.webhook.event.WebhookEvent;
import io.ingestio.testkit.WebhookReceiver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The orchestrator with a receiver on this machine, and retries that a test can wait for. */
@TestPropertySource(
        properties = {
            "ingestio.webhook.key=a key of this test run, long enough",
            "ingestio.webhook.allow-http=true",
            "ingestio.webhook.allow-loopback=true",
            "ingestio.webhook.ports=",
            "ingestio.webhook.poll=50ms",
            "ingestio.webhook.timeout=5s",
            "ingestio.webhook.retries=50ms,50ms,50ms,50ms",
            "ingestio.webhook.endpoints=3",
            "ingestio.webhook.disable-after=1h"
        })
public abstract class RunningWebhooks extends RunningOrchestrator {

    protected static final Duration PATIENCE = Duration.ofSeconds(30);

    protected final WebhookReceiver receiver = WebhookReceiver.start();
    protected final String user = "user-" + UUID.randomUUID();

    @Autowired
    protected QueueDeliveries queueDeliveries;

    @AfterEach
    void stopReceiver() throws IOException, InterruptedException {
        for (JsonNode endpoint :
                call("GET", "/webhook-endpoints", user, null).body().path("items")) {
            call("DELETE", "/webhook-endpoints/" + endpoint.path("id").asString(), user, null);
        }
        receiver.close();
    }

    /** An endpoint at the receiver, with its secret. */
    protected JsonNode endpoint() throws IOException, InterruptedException {
        return endpoint(user, receiver.url());
    }

    protected JsonNode endpoint(String owner, String url) throws IOException, InterruptedException {
        Answered created = call("POST", "/webhook-endpoints", owner, "{\"url\":\"%s\"}".formatted(url));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created.body();
    }

    protected static String path(JsonNode endpoint) {
        return "/webhook-endpoints/" + endpoint.path("id").asString();
    }

    protected WebhookEvent failureOf(String owner) {
        return WebhookEvent.documentFailed(
                owner, UUID.randomUUID(), UUID.randomUUID(), 1, "model_output", "Try again.", Instant.now());
    }

    protected void queue(WebhookEvent... events) {
        tenancy.asService(queueDeliveries.queue(List.of(events))).block(PATIENCE);
    }

    protected List<JsonNode> deliveries(JsonNode endpoint) throws IOException, InterruptedException {
        return call("GET", path(endpoint) + "/deliveries?limit=100", user, null)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    /** The only delivery of the endpoint, once it has this status. */
    protected JsonNode awaitDelivery(JsonNode endpoint, String status) {
        return await().atMost(PATIENCE)
                .until(
                        () -> deliveries(endpoint),
                        found -> found.size() == 1
                                && found.getFirst().path("status").asString().equals(status))
                .getFirst();
    }

    protected long number(String query) {
        return tenancy.statementAsService(sql.sql(query).mapValue(Long.class).one())
                .block(PATIENCE);
    }

    protected void change(String statement) {
        tenancy.statementAsService(sql.sql(statement).then()).block(PATIENCE);
    }
}
