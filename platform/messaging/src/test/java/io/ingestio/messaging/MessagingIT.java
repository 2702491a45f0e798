package io.ingestio.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.UploadEvent;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.contracts.UploadEvent.DocumentRejected;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.event.CloudEventHeaders;
import io.ingestio.messaging.event.EventCodec;
import io.ingestio.messaging.inbox.EventListener;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.testkit.RealParts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Outbox, relay, Kafka and inbox together, on a real broker and a real database. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=messaging-it",
            "ingestio.postgres.schema=upload",
            "ingestio.postgres.owner-password=upload_owner",
            "ingestio.postgres.app-password=upload_app",
            "ingestio.postgres.service-password=upload_service",
            "ingestio.internal.secret=only-for-this-test"
        })
class MessagingIT {

    private static final String USER = "alice";

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    Outbox outbox;

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    Recorder recorder;

    @Test
    void eventsOfABatchArriveOnceAndInOrder() {
        UUID batch = UUID.randomUUID();
        Flux.range(0, 40)
                .concatMap(i -> tenancy.asUser(
                        USER, outbox.append(List.of(rejected(batch, i * 2), rejected(batch, i * 2 + 1)))))
                .blockLast();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> recorder.filenamesOf(batch).size() >= 80);
        assertThat(recorder.filenamesOf(batch))
                .containsExactlyElementsOf(
                        IntStream.range(0, 80).mapToObj(String::valueOf).toList());
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(unsentOf(batch)).isZero());
    }

    @Test
    void rolledBackEventIsNotPublished() {
        UUID failed = UUID.randomUUID();
        UUID later = UUID.randomUUID();
        assertThatThrownBy(() -> tenancy.asUser(
                                USER,
                                outbox.append(rejected(failed, 0)).then(Mono.error(new IllegalStateException("undo"))))
                        .block())
                .hasMessage("undo");
        tenancy.asUser(USER, outbox.append(rejected(later, 0))).block();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !recorder.filenamesOf(later).isEmpty());
        assertThat(recorder.filenamesOf(failed)).isEmpty();
    }

    @Test
    void redeliveredEventIsAppliedOnce() {
        UUID batch = UUID.randomUUID();
        UUID eventId = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            kafka.send(record(eventId, rejected(batch, 7))).join();
        }
        kafka.send(record(UUID.randomUUID(), rejected(batch, 8))).join();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> recorder.filenamesOf(batch).contains("8"));
        assertThat(recorder.filenamesOf(batch)).containsExactly("7", "8");
    }

    @Test
    void badRecordsBecomeDeadLetters() {
        UUID batch = UUID.randomUUID();
        String key = batch.toString();
        kafka.send(new ProducerRecord<>("ingestio.upload", key, "no headers".getBytes(StandardCharsets.UTF_8)))
                .join();
        kafka.send(withBody(key, "document.rejected", null)).join();
        kafka.send(withBody(key, "document.rejected", "{\"x\":" + "[".repeat(100_000)))
                .join();
        kafka.send(withBody(key, "document.rejected", "{\"batchId\":{\"is\":\"an object\"}}"))
                .join();
        kafka.send(withBody(key, "extraction.started", "{}")).join();
        kafka.send(CloudEventHeaders.record(
                        "ingestio.upload", key, UUID.randomUUID(), "batch.created", Instant.now(), "{\"batchId\":"))
                .join();
        kafka.send(CloudEventHeaders.record(
                        "ingestio.upload",
                        key,
                        UUID.randomUUID(),
                        "batch.created",
                        Instant.now(),
                        "{\"documentCount\":1}"))
                .join();
        kafka.send(CloudEventHeaders.record(
                        "ingestio.upload", key, UUID.randomUUID(), "batch.archived", Instant.now(), "{}"))
                .join();
        kafka.send(CloudEventHeaders.record(
                        "ingestio.upload", key, UUID.randomUUID(), "batch.created.v2", Instant.now(), "{}"))
                .join();
        kafka.send(record(
                        UUID.randomUUID(),
                        new DocumentRejected(
                                batch,
                                UUID.randomUUID(),
                                USER,
                                0,
                                Recorder.POISON,
                                1,
                                "empty_file",
                                "",
                                Instant.now())))
                .join();
        kafka.send(record(UUID.randomUUID(), rejected(batch, 9))).join();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> recorder.filenamesOf(batch).contains("9"));
        assertThat(recorder.filenamesOf(batch)).containsExactly("9");
        assertThat(deadLettersOf(key))
                .containsExactlyInAnyOrder(
                        "unreadable",
                        "unreadable",
                        "unreadable",
                        "unreadable",
                        "unknown_type",
                        "unreadable",
                        "unreadable",
                        "unknown_type",
                        "newer_version",
                        "not_applied");
    }

    private static DocumentRejected rejected(UUID batch, int number) {
        return new DocumentRejected(
                batch,
                UUID.randomUUID(),
                USER,
                number,
                String.valueOf(number),
                0,
                "empty_file",
                "It is empty.",
                Instant.now());
    }

    private static ProducerRecord<String, byte[]> record(UUID id, DocumentRejected event) {
        return CloudEventHeaders.record(
                "ingestio.upload",
                event.batchId().toString(),
                id,
                "document.rejected",
                Instant.now(),
                new EventCodec().encode(event));
    }

    private static ProducerRecord<String, byte[]> withBody(String key, String type, @Nullable String body) {
        var record = CloudEventHeaders.record("ingestio.upload", key, UUID.randomUUID(), type, Instant.now(), "{}");
        return new ProducerRecord<>(
                record.topic(),
                null,
                key,
                body == null ? null : body.getBytes(StandardCharsets.UTF_8),
                record.headers());
    }

    private long unsentOf(UUID batch) {
        Long count = tenancy.statementAsService(sql.sql("select count(*) from outbox where key = :key")
                        .bind("key", batch.toString())
                        .map(row -> row.get(0, Long.class))
                        .one())
                .block();
        return count == null ? -1 : count;
    }

    private List<String> deadLettersOf(String key) {
        return tenancy.statementAsService(sql.sql(
                                "select kind from dead_letters where key = :key and consumer = 'messaging-it.ingestio.upload'")
                        .bind("key", key)
                        .mapValue(String.class)
                        .all()
                        .collectList())
                .block();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {
        @Bean
        Recorder recorder() {
            return new Recorder();
        }
    }

    /** Records the events it receives; fails on one file name. */
    static class Recorder implements EventListener<UploadEvent> {
        static final String POISON = "poison";
        private final Queue<UploadEvent> seen = new ConcurrentLinkedQueue<>();
        private final List<UploadEvent> open = new ArrayList<>();

        List<String> filenamesOf(UUID batch) {
            return seen.stream()
                    .filter(event -> event.batchId().equals(batch))
                    .map(event -> event instanceof DocumentRejected rejected ? rejected.filename() : "")
                    .toList();
        }

        @Override
        public Class<UploadEvent> family() {
            return UploadEvent.class;
        }

        @Override
        public Mono<Void> onAll(List<UploadEvent> events) {
            open.clear();
            return EventListener.each(events, this::apply);
        }

        private Mono<Void> apply(UploadEvent event) {
            if (event instanceof DocumentRejected rejected
                    && rejected.filename().equals(POISON)) {
                return Mono.error(new IllegalArgumentException("wanted by the test"));
            }
            assertThat(event).isNotInstanceOf(BatchCreated.class);
            open.add(event);
            return Mono.empty();
        }

        @Override
        public void committed(List<UploadEvent> events) {
            seen.addAll(open);
            open.clear();
        }
    }
}
