package io.ingestio.journey;

import io.ingestio.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes every event of every topic twice more under the same id, as an at-least-once transport may. */
final class Echo implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Integer> deliveries = new HashMap<>();
    private final Thread thread;
    private volatile long echoed;

    Echo(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "echo-" + UUID.randomUUID(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer.subscribe(Arrays.stream(Topic.values()).map(Topic::wireName).toList());
        thread = Thread.ofPlatform().name("echo").daemon().start(this::run);
    }

    long echoed() {
        return echoed;
    }

    private void run() {
        try (consumer;
                producer) {
            while (true) {
                consumer.poll(Duration.ofMillis(100)).forEach(this::echo);
            }
        } catch (WakeupException | InterruptException end) {
            // closed by the test
        }
    }

    private void echo(ConsumerRecord<String, byte[]> record) {
        String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        if (deliveries.merge(id, 1, Integer::sum) == 1) {
            for (int i = 0; i < 2; i++) {
                producer.send(
                        new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers()));
                echoed++;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join(Duration.ofSeconds(10));
    }
}
