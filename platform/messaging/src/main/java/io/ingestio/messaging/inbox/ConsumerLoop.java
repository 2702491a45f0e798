package io.ingestio.messaging.inbox;

import io.ingestio.background.Outage;
import io.ingestio.background.SupervisedLoop;
import io.ingestio.messaging.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * A consumer group's part in this process. Whatever the listener throws, an {@link Error} included, is logged, counted and retried
 * without a limit: Kafka's container by itself would stop for ever at an {@code Error}. A container that stopped all the same is overdue.
 * One that waits because a dependency is away is not.
 */
final class ConsumerLoop implements SupervisedLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);

    /** More than the transactions of one poll need, each with its own limit. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final String group;
    private final BatchMessageListener<String, byte[]> listener;
    private final Clock clock;
    private final ConcurrentMessageListenerContainer<String, byte[]> container;
    private final AtomicLong failures = new AtomicLong();
    private final Map<Thread, Instant> polls = new ConcurrentHashMap<>();
    private final Map<Thread, Instant> waits = new ConcurrentHashMap<>();
    private volatile Instant started = Instant.EPOCH;
    private volatile boolean running;

    ConsumerLoop(
            String topic,
            String group,
            BatchMessageListener<String, byte[]> listener,
            ConsumerFactory<String, byte[]> consumers,
            KafkaSettings settings,
            Clock clock) {
        this.group = group;
        this.listener = listener;
        this.clock = clock;
        this.container = new ConcurrentMessageListenerContainer<>(consumers, properties(topic));
        container.setBeanName(group);
        container.setConcurrency(settings.concurrency());
        container.setCommonErrorHandler(retryWithoutEnd());
        container.setBatchInterceptor(new Polls());
    }

    private ContainerProperties properties(String topic) {
        var properties = new ContainerProperties(topic);
        properties.setGroupId(group);
        properties.setClientId(group);
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setMessageListener((BatchMessageListener<String, byte[]>) this::round);
        properties.setShutdownTimeout(10_000);
        return properties;
    }

    /** The partitions are paused and the records delivered again. */
    private static DefaultErrorHandler retryWithoutEnd() {
        var pauses = new ExponentialBackOff(500, 2);
        pauses.setMaxInterval(10_000);
        pauses.setMaxElapsedTime(Long.MAX_VALUE);
        return new DefaultErrorHandler(pauses);
    }

    private void round(List<ConsumerRecord<String, byte[]>> records) {
        try {
            listener.onMessage(records);
        } catch (Throwable failure) {
            failures.incrementAndGet();
            if (isDependencyAway(failure)) {
                waits.put(Thread.currentThread(), clock.instant());
            }
            LOG.warn("round failed loop={} records={} failure={}", group, records.size(), failure, failure);
            throw failure instanceof RuntimeException exception ? exception : new IllegalStateException(failure);
        }
    }

    /** Kafka too: nothing arrives while the broker is away. */
    private static boolean isDependencyAway(Throwable failure) {
        return Outage.isDependencyAway(failure)
                || Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .anyMatch(RetriableException.class::isInstance);
    }

    /** A poll begins when the round before it is complete; one that fails is repeated without a poll in between. */
    private final class Polls implements BatchInterceptor<String, byte[]> {

        @Override
        public void setupThreadState(Consumer<?, ?> consumer) {
            polls.put(Thread.currentThread(), clock.instant());
        }

        @Override
        public ConsumerRecords<String, byte[]> intercept(
                ConsumerRecords<String, byte[]> records, Consumer<String, byte[]> consumer) {
            return records;
        }
    }

    ConcurrentMessageListenerContainer<String, byte[]> container() {
        return container;
    }

    void start() {
        polls.clear();
        waits.clear();
        started = clock.instant();
        running = true;
        container.start();
    }

    void stop() {
        running = false;
        container.stop();
    }

    @Override
    public String name() {
        return group;
    }

    @Override
    public long failures() {
        return failures.get();
    }

    @Override
    public Instant lastRound() {
        return polls.values().stream().min(Comparator.naturalOrder()).orElse(started);
    }

    @Override
    public boolean isOverdue() {
        return running
                && (!container.isInExpectedState() || lastAlive().plus(LIMIT).isBefore(clock.instant()));
    }

    /** As {@link #lastRound}, with rounds that found a dependency away. */
    private Instant lastAlive() {
        return polls.entrySet().stream()
                .map(poll -> later(poll.getValue(), waits.getOrDefault(poll.getKey(), Instant.EPOCH)))
                .min(Comparator.naturalOrder())
                .orElse(started);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
