package io.ingestio.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.UploadEvent.DocumentRejected;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.KafkaSettings;
import io.ingestio.messaging.outbox.OutboxTable.Unsent;
import io.ingestio.testkit.RealParts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Rows that Kafka never accepts, on a real broker. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=parked-events-it",
            "ingestio.postgres.schema=orchestration",
            "ingestio.postgres.owner-password=orchestration_owner",
            "ingestio.postgres.app-password=orchestration_app",
            "ingestio.postgres.service-password=orchestration_service"
        })
class ParkedEventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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

    @Autowired
    DatabaseClient sql;

    @Test
    void oversizedRowDoesNotBlockItsKey() {
        UUID batch = UUID.randomUUID();
        UUID oversized = insertOversized(batch);
        tenancy.asService(outbox.append(List.of(rejected(batch, "It is empty."), rejected(batch, "So is this."))))
                .block();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(unsent(batch)).isZero());

        assertThat(parkedReason(oversized)).contains("RecordTooLargeException");
        assertThat(list("admin")).contains(oversized.toString());
    }

    @Test
    void parkedEventIsSentAgainOnDemand() {
        UUID batch = UUID.randomUUID();
        UUID event = insertOversized(batch);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(unsent(batch)).isZero());
        client("admin")
                .post()
                .uri("/api/v1/admin/parked-events/" + event + "/send")
                .exchange()
                .expectStatus()
                .isAccepted();

        // It is still too large: it leaves the outbox for the parked events once more.
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(unsent(batch)).isZero();
            assertThat(parkedReason(event)).contains("RecordTooLargeException");
        });
        client("admin")
                .post()
                .uri("/api/v1/admin/parked-events/" + UUID.randomUUID() + "/send")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void portionOfAShardIsBoundedByBytes() {
        UUID batch = UUID.randomUUID();
        var table = new OutboxTable(sql);
        List<Unsent> portion = tenancy.asService(outbox.append(List.of(
                                rejected(batch, "x".repeat(600)),
                                rejected(batch, "x".repeat(600)),
                                rejected(batch, "x".repeat(600))))
                        .then(table.lock(Shard.of(batch.toString()), 10, 1_000, List.of()))
                        .delayUntil(table::delete) // the relay sees none of them
                        .delayUntil(rows -> sql.sql("delete from outbox where key = :key")
                                .bind("key", batch.toString())
                                .then()))
                .block();

        assertThat(portion)
                .filteredOn(row -> row.key().equals(batch.toString()))
                .hasSize(2);
    }

    @Test
    void onlyAdministratorsSeeParkedEvents() {
        client("user")
                .get()
                .uri("/api/v1/admin/parked-events")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void oversizedEventIsRejectedWhereItIsMade() {
        DocumentRejected event = rejected(UUID.randomUUID(), "x".repeat(KafkaSettings.MAX_EVENT_BYTES));
        assertThatThrownBy(() -> tenancy.asService(outbox.append(event)).block())
                .isInstanceOf(EventTooLarge.class)
                .hasMessageContaining("document.rejected");
    }

    private UUID insertOversized(UUID batch) {
        UUID event = UUID.randomUUID();
        tenancy.asService(sql.sql("""
                                insert into outbox (event_id, topic, key, shard, type, body)
                                values (:event, 'ingestio.upload', :key, :shard, 'document.rejected', repeat('x', 13000000))
                                """)
                        .bind("event", event)
                        .bind("key", batch.toString())
                        .bind("shard", Shard.of(batch.toString()))
                        .then())
                .block();
        return event;
    }

    private long unsent(UUID batch) {
        return tenancy.statementAsService(sql.sql("select count(*) from outbox where key = :key")
                        .bind("key", batch.toString())
                        .map(row -> row.get(0, Long.class))
                        .one())
                .block();
    }

    private String parkedReason(UUID event) {
        return tenancy.statementAsService(sql.sql("select reason from parked_events where event_id = :id")
                        .bind("id", event)
                        .map(row -> row.get(0, String.class))
                        .one())
                .block();
    }

    private String list(String role) {
        return client(role)
                .get()
                .uri("/api/v1/admin/parked-events?limit=100")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient client(String role) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(PATIENCE)
                .defaultHeader("Authorization", "Bearer " + RealParts.keys().token("root", Set.of(role)))
                .build();
    }

    private static DocumentRejected rejected(UUID batch, String detail) {
        return new DocumentRejected(
                batch, UUID.randomUUID(), "alice", 0, "a.pdf", 0, "empty_file", detail, Instant.EPOCH);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}
}
