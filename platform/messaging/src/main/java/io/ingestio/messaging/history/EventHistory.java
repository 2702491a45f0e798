package io.ingestio.messaging.history;

import static java.util.stream.Collectors.toMap;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.Topic;
import io.ingestio.messaging.event.CloudEventHeaders;
import io.ingestio.messaging.event.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads the events that a topic still holds, without a consumer group, so that no listener's offsets move. For rare checks: the
 * caller receives every event since the given instant.
 */
public final class EventHistory {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Properties OWN_SETTINGS = new Properties();

    static {
        OWN_SETTINGS.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic"); // the new protocol requires a group
    }

    private final ConsumerFactory<String, byte[]> consumers;
    private final EventCodec codec;

    public EventHistory(ConsumerFactory<String, byte[]> consumers, EventCodec codec) {
        this.consumers = consumers;
        this.codec = codec;
    }

    /**
     * Passes on every readable event that was on the topic when this was called, those of one key in their order. Blocks. Records
     * that cannot be read, or are unknown to this version, are skipped.
     *
     * @param from by the time at which the record was written; earlier ones are skipped
     * @throws HistoryUnavailable if Kafka cannot be asked
     */
    public void since(Topic topic, Instant from, Consumer<Event> each) {
        try (var consumer = consumers.createConsumer(null, "history", null, OWN_SETTINGS)) {
            Map<TopicPartition, Long> wanted = consumer.partitionsFor(topic.wireName()).stream()
                    .collect(toMap(
                            info -> new TopicPartition(info.topic(), info.partition()), info -> from.toEpochMilli()));
            Map<TopicPartition, OffsetAndTimestamp> firsts = consumer.offsetsForTimes(wanted);
            firsts.values().removeIf(Objects::isNull); // nothing was written since
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(firsts.keySet()));
            consumer.assign(firsts.keySet());
            firsts.forEach((partition, first) -> consumer.seek(partition, first.offset()));
            while (!ends.isEmpty()) {
                consumer.poll(POLL).forEach(record -> read(topic, record).ifPresent(each));
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        } catch (RetriableException away) {
            throw new HistoryUnavailable(topic, away);
        }
    }

    private Optional<Event> read(Topic topic, ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(codec.decode(topic, CloudEventHeaders.type(record.headers()), record.value()));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
