package io.ingestio.messaging.inbox;

import io.ingestio.contracts.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes a read see what has been published before it: waits until this service's listener, in all its processes, has applied every
 * event that its topic held when the read began. What another service has shown to a caller was on the topic by then, so a row that
 * is still missing does not exist. Costs two requests to the broker; to be used where a row is missing, not for every read.
 */
public final class ReadBarrier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadBarrier.class);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final String service;
    private final Duration limit;
    private final Admin admin;

    /** @param limit longest wait */
    ReadBarrier(String service, Duration limit, KafkaAdmin kafka) {
        this.service = service;
        this.limit = limit;
        this.admin = Admin.create(kafka.getConfigurationProperties());
    }

    /** Whether the events that the topic holds now were applied in time; false too while the broker does not answer. */
    public Mono<Boolean> reached(Topic topic) {
        return ends(topic.wireName())
                .flatMap(ends -> applied(service + "." + topic.wireName(), ends)
                        .repeatWhen(rounds -> rounds.delayElements(PAUSE))
                        .filter(done -> done)
                        .next())
                .timeout(limit)
                .onErrorResume(failure -> {
                    LOG.warn("events not applied in time topic={} failure={}", topic.wireName(), failure.toString());
                    return Mono.just(false);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Where each partition of the topic ends; only those that have held a record. */
    private Mono<Map<TopicPartition, Long>> ends(String topic) {
        return of(() -> admin.describeTopics(List.of(topic)).allTopicNames())
                .map(topics -> partitions(Objects.requireNonNull(topics.get(topic))))
                .flatMap(latest -> of(() -> admin.listOffsets(latest).all()))
                .map(ReadBarrier::offsets);
    }

    private static Map<TopicPartition, OffsetSpec> partitions(TopicDescription topic) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        topic.partitions()
                .forEach(info -> latest.put(new TopicPartition(topic.name(), info.partition()), OffsetSpec.latest()));
        return latest;
    }

    private static Map<TopicPartition, Long> offsets(Map<TopicPartition, ListOffsetsResultInfo> ends) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        ends.forEach((partition, end) -> {
            if (end.offset() > 0) {
                offsets.put(partition, end.offset());
            }
        });
        return offsets;
    }

    private Mono<Boolean> applied(String group, Map<TopicPartition, Long> ends) {
        return of(() -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .map(committed ->
                        ends.entrySet().stream().allMatch(end -> isAt(committed.get(end.getKey()), end.getValue())));
    }

    private static boolean isAt(@Nullable OffsetAndMetadata committed, long end) {
        return committed != null && committed.offset() >= end;
    }

    private static <T> Mono<T> of(Supplier<KafkaFuture<T>> request) {
        return Mono.fromFuture(() -> request.get().toCompletionStage().toCompletableFuture());
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
