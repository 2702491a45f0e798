package io.ingestio.messaging.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.testkit.RealParts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;

/** Where a topic ends, on a real broker. */
class TopicOffsetsIT {

    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", RealParts.properties().get("ingestio.kafka.bootstrap"));

    private final String topic = "offsets-" + UUID.randomUUID();

    /** Partitions that were added while the service runs are waited for, too. */
    @Test
    void seesPartitionsThatAreAdded() throws Exception {
        try (Admin admin = Admin.create(KAFKA);
                var offsets = new TopicOffsets(new KafkaAdmin(KAFKA), Duration.ofMillis(100))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            send(0);
            assertThat(ends(offsets)).isEqualTo(Map.of(0, 1L));

            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            send(2);

            await().atMost(Duration.ofSeconds(20)).until(() -> ends(offsets).equals(Map.of(0, 1L, 2, 1L)));
        }
    }

    private Map<Integer, Long> ends(TopicOffsets offsets) {
        return offsets.ends(topic, Set.of()).block();
    }

    private void send(int partition) throws Exception {
        try (var producer = new KafkaProducer<>(KAFKA, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, "key", "body".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
