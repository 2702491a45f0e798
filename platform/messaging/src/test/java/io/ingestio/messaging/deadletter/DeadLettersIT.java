package io.ingestio.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchDeleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.contracts.UploadEvent;
import io.ingestio.contracts.UploadEvent.BatchDiscarded;
import io.ingestio.contracts.UploadEvent.DocumentRejected;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.event.CloudEventHeaders;
import io.ingestio.messaging.event.EventCodec;
import io.ingestio.messaging.inbox.EventListener;
import io.ingestio.testkit.RealParts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** Records that cannot be applied, on a real broker and a real database. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=dead-letters-it",
            "ingestio.postgres.schema=export",
            "ingestio.postgres.owner-password=export_owner",
            "ingestio.postgres.app-password=export_app",
            "ingestio.postgres.service-password=export_service"
        })
class DeadLettersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @LocalServerPort
    int port;

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    Failing listener;

    @Autowired
    DeadLetterTable table;

    @Autowired
    DeleteDeadLetters deleteDeadLetters;

    private final String user = "user-" + UUID.randomUUID();
    private final UUID batch = UUID.randomUUID();

    @Test
    void isAppliedOnceItsCauseIsGone() {
        listener.fails = true;
        kafka.send(record("document.rejected", new EventCodec().encode(rejected())))
                .join();
        long id = kept("not_applied");

        apply(id).expectStatus().isEqualTo(409);
        assertThat(list("admin", "not_applied")).contains("\"attempts\":1", "it fails");
        listener.fails = false;
        apply(id).expectStatus().isNoContent();

        assertThat(listener.applied).contains(batch);
        assertThat(keptLetters()).isEmpty();
        apply(id).expectStatus().isNotFound();
        assertThat(actsOn(id)).containsExactly("apply failed it was time", "apply done it was time");
    }

    @Test
    void actsNeedAReason() {
        kafka.send(record("document.archived", "{}")).join();
        long id = kept("unknown_type");

        for (String reason : List.of("", " ", "x".repeat(1_001))) {
            post("/" + id + "/apply", "{\"reason\":\"" + reason + "\"}")
                    .expectStatus()
                    .isEqualTo(422);
            post("/delete", "{\"reason\":\"" + reason + "\"}").expectStatus().isEqualTo(422);
        }
        client("admin")
                .delete()
                .uri("/api/v1/admin/dead-letters/" + id)
                .exchange()
                .expectStatus()
                .isEqualTo(422);
        assertThat(keptLetters()).hasSize(1);
        assertThat(actsOn(id)).isEmpty();

        client("admin")
                .delete()
                .uri("/api/v1/admin/dead-letters/" + id + "?reason=no use")
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(keptLetters()).isEmpty();
        assertThat(actsOn(id)).containsExactly("delete done no use");
        assertThat(get("admin", "/acts"))
                .contains("\"letterId\":" + id, "\"type\":\"document.archived\"", "\"someone\"");
        client("user")
                .get()
                .uri("/api/v1/admin/dead-letters/acts")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void manyAreActedOnUpToTheLimit() {
        String type = "bulk." + batch;
        for (int i = 0; i < 3; i++) {
            kafka.send(record(type, "{}")).join();
        }
        kafka.send(record("bulk.other", "{}")).join();
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 4);
        String selection = "\"kind\":\"unknown_type\",\"type\":\"" + type + "\",\"reason\":\"cleaned\"";

        assertThat(tally("/apply", "{" + selection + ",\"limit\":2}")).isEqualTo("{\"done\":0,\"failed\":2}");
        assertThat(tally("/delete", "{" + selection + ",\"limit\":2}")).isEqualTo("{\"done\":2,\"failed\":0}");
        assertThat(keptLetters()).hasSize(2);
        assertThat(tally("/delete", "{" + selection + "}")).isEqualTo("{\"done\":1,\"failed\":0}");
        assertThat(keptLetters()).hasSize(1);
        post("/delete", "{" + selection + ",\"limit\":501}").expectStatus().isEqualTo(422);
    }

    /** Their content goes with what they are about; those of other documents and batches stay. */
    @Test
    void deletionDeletesThoseAboutIt() {
        UUID document = UUID.randomUUID();
        kafka.send(record("document.rejected.v2", "{\"documentId\":\"" + document + "\",\"userId\":\"" + user + "\"}"))
                .join();
        kafka.send(record("document.rejected.v2", "{\"documentId\":\"" + UUID.randomUUID() + "\"}"))
                .join();
        kafka.send(record("document.rejected", "no JSON")).join();
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 3);

        orchestrated(new DocumentDeleted(batch, document, user, 1, Instant.now()));
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 2);

        orchestrated(new BatchDeleted(UUID.randomUUID(), user, Instant.now()));
        orchestrated(new BatchDeleted(batch, user, Instant.now()));
        await().atMost(PATIENCE).until(() -> keptLetters().isEmpty());
    }

    /** It holds no content, and what it says has not taken effect. */
    @Test
    void deletionThatFailedStays() {
        listener.fails = true;
        kafka.send(record(
                        "batch.discarded",
                        new EventCodec().encode(new BatchDiscarded(batch, user, "expired", Instant.now()))))
                .join();
        long id = kept("not_applied");

        kafka.send(record("document.rejected.v2", "{}")).join();
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 2);
        orchestrated(new BatchDeleted(batch, user, Instant.now()));

        await().atMost(PATIENCE).until(() -> keptLetters().size() == 1);
        assertThat(keptLetters()).containsExactly(id);
        listener.fails = false;
    }

    private void orchestrated(OrchestrationEvent event) {
        String type = event instanceof BatchDeleted ? "batch.deleted" : "document.deleted";
        kafka.send(CloudEventHeaders.record(
                        "ingestio.orchestration",
                        event.key(),
                        UUID.randomUUID(),
                        type,
                        Instant.now(),
                        new EventCodec().encode(event)))
                .join();
    }

    /** Act, outcome and reason of what was done with a dead letter, in its order. */
    private List<String> actsOn(long id) {
        return tenancy.statementAsService(sql.sql(
                                "select act || ' ' || outcome || ' ' || reason from dead_letter_acts where letter_id = :id order by id")
                        .bind("id", id)
                        .mapValue(String.class)
                        .all()
                        .collectList())
                .block();
    }

    @Test
    void newerVersionsWaitForAnUpgrade() {
        kafka.send(record("document.rejected.v2", "{}")).join();
        kafka.send(record("document.archived", "{}")).join();
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 2);

        String newer = list("admin", "newer_version");
        assertThat(newer)
                .contains(batch.toString(), "\"ce_type\":\"document.rejected.v2\"")
                .doesNotContain("archived");
        apply(keptLetters().getFirst()).expectStatus().isEqualTo(409);
        assertThat(keptLetters()).hasSize(2);
    }

    @Test
    void keepsWhatNoTextCanHold() {
        var record = new ProducerRecord<>("ingestio.upload", "a\0b" + batch, new byte[] {0, -1, -2});
        record.headers().add("h\0", new byte[] {0, -1});
        kafka.send(record).join();

        await().atMost(PATIENCE).until(() -> list("admin", "unreadable").contains(batch.toString()));
    }

    @Test
    void erasureDeletesThoseOfTheUser() {
        kafka.send(record("document.rejected.v2", "{" + new EventCodec().userField(user) + "}"))
                .join();
        kafka.send(record(
                        "document.rejected.v2",
                        "{\"userId\":\"other\",\"note\":{" + new EventCodec().userField(user) + "}}"))
                .join();
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 2);

        assertThat(deleteDeadLetters.ofUser(user, 500).block()).isEqualTo(1);
        assertThat(keptLetters()).hasSize(1);
    }

    @Test
    void oldOnesAreDeleted() {
        kafka.send(record("document.archived", "{}")).join();
        long id = kept("unknown_type");
        tenancy.statementAsService(
                        sql.sql("update dead_letters set arrived_at = now() - interval '91 days' where id = :id")
                                .bind("id", id)
                                .then())
                .block();

        new DeadLetterRetention(table, tenancy, Duration.ofDays(90))
                .portion(500)
                .block();

        assertThat(keptLetters()).isEmpty();
    }

    /** An event may become a dead letter on its last day on the topic, and be applied on its last day as one. */
    @Test
    void bothRetentionsAreShorterThanTombstones() {
        Duration tombstones = Duration.ofDays(30);

        deleteDeadLetters.requireShorterThan("setting", tombstones, Duration.ofDays(7));
        assertThatThrownBy(() -> deleteDeadLetters.requireShorterThan("setting", tombstones, Duration.ofDays(16)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ingestio.dead-letters.retention")
                .hasMessageContaining("ingestio.kafka.retention")
                .hasMessageContaining("setting=PT720H");
    }

    @Test
    void onlyAdministratorsSeeThem() {
        client("user")
                .get()
                .uri("/api/v1/admin/dead-letters")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private long kept(String kind) {
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 1);
        assertThat(list("admin", kind)).contains(batch.toString());
        return keptLetters().getFirst();
    }

    /** The ids of this test's dead letters, oldest first. */
    private List<Long> keptLetters() {
        return tenancy.statementAsService(sql.sql("select id from dead_letters where key = :key order by id")
                        .bind("key", batch.toString())
                        .mapValue(Long.class)
                        .all()
                        .collectList())
                .block();
    }

    private String list(String role, String kind) {
        return get(role, "?limit=100&kind=" + kind);
    }

    private String tally(String path, String body) {
        return post(path, body)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient.ResponseSpec post(String path, String body) {
        return client("admin")
                .post()
                .uri("/api/v1/admin/dead-letters" + path)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    private String get(String role, String path) {
        return client(role)
                .get()
                .uri("/api/v1/admin/dead-letters" + path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient.ResponseSpec apply(long id) {
        return post("/" + id + "/apply", "{\"reason\":\"it was time\"}");
    }

    private WebTestClient client(String role) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeader("Authorization", "Bearer " + RealParts.keys().token("someone", Set.of(role)))
                .responseTimeout(PATIENCE)
                .build();
    }

    private ProducerRecord<String, byte[]> record(String type, String body) {
        return CloudEventHeaders.record(
                "ingestio.upload", batch.toString(), UUID.randomUUID(), type, Instant.now(), body);
    }

    private DocumentRejected rejected() {
        return new DocumentRejected(
                batch, UUID.randomUUID(), user, 0, "a.pdf", 0, "empty_file", "It is empty.", Instant.now());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {
        @Bean
        Failing failing() {
            return new Failing();
        }

        @Bean
        Ignoring ignoring() {
            return new Ignoring();
        }
    }

    /** Receives deletions, and has nothing of its own to delete. */
    static class Ignoring implements EventListener<OrchestrationEvent> {

        @Override
        public Class<OrchestrationEvent> family() {
            return OrchestrationEvent.class;
        }

        @Override
        public Mono<Void> onAll(List<OrchestrationEvent> events) {
            return Mono.empty();
        }
    }

    /** Applies events, or fails. */
    static class Failing implements EventListener<UploadEvent> {

        private final Queue<UUID> applied = new ConcurrentLinkedQueue<>();
        private volatile boolean fails;

        @Override
        public Class<UploadEvent> family() {
            return UploadEvent.class;
        }

        @Override
        public Mono<Void> onAll(List<UploadEvent> events) {
            if (fails) {
                return Mono.error(new IllegalStateException("it fails"));
            }
            events.forEach(event -> applied.add(event.batchId()));
            return Mono.empty();
        }
    }
}
