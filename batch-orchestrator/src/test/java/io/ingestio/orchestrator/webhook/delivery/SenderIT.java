package io.ingestio.orchestrator.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.orchestrator.OrchestratorApplication;
import io.ingestio.orchestrator.webhook.RunningWebhooks;
import io.ingestio.orchestrator.webhook.event.WebhookEvent;
import io.ingestio.testkit.RealParts;
import io.ingestio.testkit.WebhookReceiver;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.Environment;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Which deliveries the sender claims, and when it is one of several. */
class SenderIT extends RunningWebhooks {

    @Autowired
    Environment environment;

    @Autowired
    DeliveryQueue queue;

    @Autowired
    ReactiveTransactionManager transactions;

    @Autowired
    DeleteOldDeliveries deleteOldDeliveries;

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

    /** A row that was queued in the moment in which its endpoint was disabled. */
    @Test
    void disabledEndpointIsNotCalled() throws Exception {
        JsonNode endpoint = endpoint();
        call("PATCH", path(endpoint), user, "{\"enabled\":false}");
        UUID id = UUID.fromString(endpoint.path("id").asString());

        tenancy.asService(queueDeliveries.queueTest(WebhookEvent.test(user, id, Instant.now()), id))
                .block(PATIENCE);

        JsonNode delivery = awaitDelivery(endpoint, "failed");
        assertThat(delivery.at("/attempts/0/errorCode").asString()).isEqualTo("webhook_disabled");
        assertThat(receiver.calls()).isEmpty();
    }

    /** Whatever the times of both: slots of ten seconds have edges. */
    @Test
    void secondTestWithinTenSecondsIsTheFirst() throws Exception {
        UUID id = UUID.fromString(endpoint().path("id").asString());
        Instant edge = Instant.ofEpochSecond(1_800_000_000);

        UUID first = queueTest(id, edge.minusMillis(100));
        assertThat(queueTest(id, edge.plusMillis(100))).isEqualTo(first);
        change("update webhook_deliveries set created_at = now() - interval '11 seconds' where id = '" + first + "'");
        assertThat(queueTest(id, edge.plusMillis(200))).isNotEqualTo(first);
    }

    private UUID queueTest(UUID endpointId, Instant at) {
        return tenancy.asUser(user, queueDeliveries.queueTest(WebhookEvent.test(user, endpointId, at), endpointId))
                .block(PATIENCE);
    }

    /** One slot is free: a user of whom something is being sent waits, however long her delivery has waited. */
    @Test
    void idleUserPrecedesBusyUser() {
        UUID busy = UUID.fromString("ffffffff-ffff-4fff-8000-000000000001");
        UUID idle = UUID.fromString("ffffffff-ffff-4fff-8000-000000000002");
        var slots = new Slots(2, 8, 4);
        slots.occupy(new Delivery(busy, UUID.randomUUID(), "busy", busy, "", 1, 1, "", true, "", null));

        // Not committed, so that no running sender sees it.
        List<UUID> claimed = tenancy
                .asService(sql.sql("""
                                insert into webhook_endpoints (id, user_id, url, events, secret)
                                values ('%1$s', 'busy', 'http://x', '{}', ''), ('%2$s', 'idle', 'http://x', '{}', '')
                                """.formatted(busy, idle))
                        .then()
                        .then(sql.sql("""
                                insert into webhook_deliveries (id, endpoint_id, user_id, event_id, type, payload, next_attempt_at)
                                values ('%1$s', '%1$s', 'busy', '%1$s', 'webhook.test', '{}', now() - interval '1 hour'),
                                       ('%2$s', '%2$s', 'idle', '%2$s', 'webhook.test', '{}', now())
                                """.formatted(busy, idle)).then())
                        .then(queue.claim(new UUID(busy.getMostSignificantBits() - 1, 0), PATIENCE, slots))
                        .flatMap(found -> rollBack().thenReturn(found)))
                .block(PATIENCE)
                .deliveries()
                .stream()
                .map(Delivery::endpointId)
                .toList();

        assertThat(claimed).containsExactly(idle);
    }

    private Mono<Void> rollBack() {
        return TransactionalOperator.create(transactions)
                .execute(running -> {
                    running.setRollbackOnly();
                    return Mono.empty();
                })
                .then();
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
}
