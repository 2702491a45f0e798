package io.ingestio.launcher.soak;

import io.ingestio.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes some events a second time under the same id, as an at-least-once transport may. */
final class Redelivery implements Runnable {

    private static final int ONE_OF = 20;
    private static final String MARK = "soak-redelivered";

    private final String bootstrap;
    private final Tally tally;

    Redelivery(String bootstrap, Tally tally) {
        this.bootstrap = bootstrap;
        this.tally = tally;
    }

    @Override
    public void run() {
        try (var consumer = new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                ConsumerConfig.GROUP_ID_CONFIG,
                                "soak-" + UUID.randomUUID(),
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            consumer.subscribe(
                    Arrays.stream(Topic.values()).map(Topic::wireName).toList());
            while (!tally.isOver()) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> {
                    if (isChosen(record)) {
                        producer.send(copy(record));
                        tally.redelivered();
                    }
                });
            }
        } catch (RuntimeException e) {
            tally.surprise("events cannot be delivered again: " + e);
        }
    }

    /** By the event's id, so that which ones does not depend on the moment; a copy is not copied again. */
    private static boolean isChosen(ConsumerRecord<String, byte[]> record) {
        var id = record.headers().lastHeader("ce_id");
        return id != null
                && record.headers().lastHeader(MARK) == null
                && Math.floorMod(new String(id.value(), StandardCharsets.UTF_8).hashCode(), ONE_OF) == 0;
    }

    private static ProducerRecord<String, byte[]> copy(ConsumerRecord<String, byte[]> record) {
        var headers = new RecordHeaders(record.headers()).add(MARK, new byte[0]);
        return new ProducerRecord<>(record.topic(), null, record.key(), record.value(), headers);
    }
}
