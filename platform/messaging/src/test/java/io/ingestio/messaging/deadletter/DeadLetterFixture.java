package io.ingestio.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.contracts.OrchestrationEvent.BatchDeleted;
import io.ingestio.contracts.UploadEvent;
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

/** Records that cannot be applied, on a real broker and a real database, and what is seen and done of them. */
@SpringBootTest(
        classes = DeadLetterFixture.App.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=dead-letters-it",
            "ingestio.postgres.schema=export",
            "ingestio.postgres.owner-password=export_owner",
            "ingestio.postgres.app-password=export_app",
            "ingestio.postgres.service-password=export_service"
        })
abstract class DeadLetterFixture {

    static final Duration PATIENCE = Duration.ofSeconds(30);

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

    final String user = "user-" + UUID.randomUUID();
    final UUID batch = UUID.randomUUID();

    void orchestrated(OrchestrationEvent event) {
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
    List<String> actsOn(long id) {
        return tenancy.statementAsService(sql.sql(
                                "select act || ' ' || outcome || ' ' || reason from dead_letter_acts where letter_id = :id order by id")
                        .bind("id", id)
                        .mapValue(String.class)
                        .all()
                        .collectList())
                .block();
    }

    long kept(String kind) {
        await().atMost(PATIENCE).until(() -> keptLetters().size() == 1);
        assertThat(list("admin", kind)).contains(batch.toString());
        return keptLetters().getFirst();
    }

    /** The ids of this test's dead letters, oldest first. */
    List<Long> keptLetters() {
        return tenancy.statementAsService(sql.sql("select id from dead_letters where key = :key order by id")
                        .bind("key", batch.toString())
                        .mapValue(Long.class)
                        .all()
                        .collectList())
                .block();
    }

    String list(String role, String kind) {
        return get(role, "?limit=100&kind=" + kind);
    }

    String tally(String path, String body) {
        return post(path, body)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    WebTestClient.ResponseSpec post(String path, String body) {
        return client("admin")
                .post()
                .uri("/api/v1/admin/dead-letters" + path)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    String get(String role, String path) {
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

    WebTestClient.ResponseSpec apply(long id) {
        return post("/" + id + "/apply", "{\"reason\":\"it was time\"}");
    }

    WebTestClient client(String role) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeader("Authorization", "Bearer " + RealParts.keys().token("someone", Set.of(role)))
                .responseTimeout(PATIENCE)
                .build();
    }

    ProducerRecord<String, byte[]> record(String type, String body) {
        return CloudEventHeaders.record(
                "ingestio.upload", batch.toString(), UUID.randomUUID(), type, Instant.now(), body);
    }

    DocumentRejected rejected() {
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

        final Queue<UUID> applied = new ConcurrentLinkedQueue<>();
        volatile boolean fails;

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
