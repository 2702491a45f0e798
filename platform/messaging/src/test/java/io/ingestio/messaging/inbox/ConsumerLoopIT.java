package io.ingestio.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.messaging.KafkaSettings;
import io.ingestio.testkit.RealParts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.transaction.CannotCreateTransactionException;

/** A consumer on a real broker whose listener throws what no listener should. */
class ConsumerLoopIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String topic = "consumer-loop-" + UUID.randomUUID();
    private final Queue<String> delivered = new ConcurrentLinkedQueue<>();
    private final Queue<Error> errors = new ConcurrentLinkedQueue<>();
    private volatile boolean outage;
    private volatile Duration clockAhead = Duration.ZERO;
    private ConsumerLoop loop;

    @BeforeEach
    void start() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            admin.createTopics(java.util.List.of(new NewTopic(topic, 1, (short) 1)))
                    .all()
                    .get();
        }
        KafkaSettings settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("ingestio.kafka", KafkaSettings.class);
        loop = new ConsumerLoop(
                topic,
                topic + ".group",
                records -> records.forEach(record -> deliver(record.value())),
                new DefaultKafkaConsumerFactory<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap(),
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer()),
                settings,
                new Ahead());
        loop.start();
    }

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void loopContinuesAfterAnError() throws Exception {
        errors.add(new NoClassDefFoundError("wanted by the test"));
        send("first");
        await().atMost(PATIENCE).until(() -> delivered.contains("first"));
        assertThat(loop.failures()).isEqualTo(1);
        send("second");
        await().atMost(PATIENCE).until(() -> delivered.contains("second"));
        assertThat(loop.isOverdue()).isFalse();
    }

    @Test
    void stoppedContainerIsOverdue() {
        await().atMost(PATIENCE).until(() -> loop.container().isInExpectedState());
        assertThat(loop.isOverdue()).isFalse();
        loop.container().getContainers().getFirst().stopAbnormally(() -> {});
        await().atMost(PATIENCE).until(() -> loop.isOverdue());
    }

    @Test
    void loopIsOverdueWhenRoundsFailPastItsLimit() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            errors.add(new NoClassDefFoundError("wanted by the test"));
        }
        send("never");
        await().atMost(PATIENCE).until(() -> loop.failures() > 1);
        assertThat(loop.isOverdue()).isFalse();
        clockAhead = Duration.ofMinutes(11);
        assertThat(loop.isOverdue()).isTrue();
    }

    @Test
    void loopThatWaitsForADependencyIsAlive() throws Exception {
        outage = true;
        send("waiting");
        await().atMost(PATIENCE).until(() -> loop.failures() > 0);
        Instant last = loop.lastRound();
        clockAhead = Duration.ofMinutes(11);
        long before = loop.failures();
        await().atMost(PATIENCE).until(() -> loop.failures() > before);
        assertThat(loop.isOverdue()).isFalse();
        assertThat(loop.lastRound()).isEqualTo(last);
        outage = false;
        await().atMost(PATIENCE).until(() -> delivered.contains("waiting"));
    }

    @Test
    void loopStoppedOnPurposeIsNotOverdue() {
        loop.stop();
        clockAhead = Duration.ofDays(1);
        assertThat(loop.isOverdue()).isFalse();
    }

    private void deliver(byte[] value) {
        Error error = errors.poll();
        if (error != null) {
            throw error;
        }
        if (outage) {
            throw new CannotCreateTransactionException("connection refused, as the test wants");
        }
        delivered.add(new String(value, StandardCharsets.UTF_8));
    }

    private void send(String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static String bootstrap() {
        return RealParts.kafka().bootstrap();
    }

    private final class Ahead extends Clock {

        @Override
        public Instant instant() {
            return Instant.now().plus(clockAhead);
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
