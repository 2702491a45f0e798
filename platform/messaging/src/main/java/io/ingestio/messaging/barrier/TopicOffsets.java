package io.ingestio.messaging.barrier;

import static java.util.stream.Collectors.toMap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaAdmin;
import reactor.core.publisher.Mono;

/** Where the partitions of a topic begin and end, and how far a consumer group is: requests to the broker. */
final class TopicOffsets implements AutoCloseable {

    private final Admin admin;
    private final Duration remembered;
    private final Map<String, Mono<List<TopicPartition>>> partitions = new ConcurrentHashMap<>();

    /** @param remembered how long the partitions of a topic are remembered */
    TopicOffsets(KafkaAdmin kafka, Duration remembered) {
        this.remembered = remembered;
        this.admin = Admin.create(kafka.getConfigurationProperties());
    }

    /**
     * Where the partitions of keys end, by their number; only those that hold a record.
     *
     * @param keys empty for all partitions
     */
    Mono<Map<Integer, Long>> ends(String topic, Collection<String> keys) {
        return partitions(topic).flatMap(all -> {
            List<TopicPartition> asked = ofKeys(all, keys);
            return Mono.zip(offsets(asked, OffsetSpec.latest()), offsets(asked, OffsetSpec.earliest()))
                    .map(both -> both.getT1().entrySet().stream()
                            .filter(end -> end.getValue()
                                    > both.getT2()
                                            .getOrDefault(end.getKey(), 0L)) // expired records are waited for by none
                            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
        });
    }

    /** How far a consumer group is, by partition. */
    Mono<Map<Integer, Long>> committed(String topic, String group) {
        return of(() -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .map(offsets -> {
                    Map<Integer, Long> committed = new HashMap<>();
                    offsets.forEach((partition, offset) -> {
                        if (partition.topic().equals(topic) && isKnown(offset)) {
                            committed.put(partition.partition(), offset.offset());
                        }
                    });
                    return committed;
                });
    }

    @SuppressWarnings("NullAway") // null for a partition without a commit
    private static boolean isKnown(OffsetAndMetadata offset) {
        return offset != null;
    }

    private Mono<Map<Integer, Long>> offsets(List<TopicPartition> asked, OffsetSpec spec) {
        return of(() -> admin.listOffsets(asked.stream().collect(toMap(one -> one, one -> spec)))
                        .all())
                .map(TopicOffsets::byNumber);
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, ListOffsetsResultInfo> offsets) {
        return offsets.entrySet().stream()
                .collect(toMap(
                        one -> one.getKey().partition(), one -> one.getValue().offset()));
    }

    /** As the producer chooses them: keys are texts, and no partitioner is configured. */
    private static List<TopicPartition> ofKeys(List<TopicPartition> all, Collection<String> keys) {
        if (keys.isEmpty()) {
            return all;
        }
        Set<Integer> numbers = keys.stream()
                .map(key -> BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), all.size()))
                .collect(Collectors.toSet());
        return all.stream().filter(one -> numbers.contains(one.partition())).toList();
    }

    /** Remembered for a while: partitions may be added to a topic while services run. */
    private Mono<List<TopicPartition>> partitions(String topic) {
        return partitions.computeIfAbsent(
                topic,
                name -> of(() -> admin.describeTopics(List.of(name)).allTopicNames())
                        .map(topics -> Objects.requireNonNull(topics.get(name)).partitions().stream()
                                .map(info -> new TopicPartition(name, info.partition()))
                                .toList())
                        .cache(found -> remembered, failure -> Duration.ZERO, () -> Duration.ZERO));
    }

    private static <T> Mono<T> of(Supplier<KafkaFuture<T>> request) {
        return Mono.fromFuture(() -> request.get().toCompletionStage().toCompletableFuture());
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
