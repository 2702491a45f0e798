package io.ingestio.messaging.inbox;

import io.ingestio.messaging.KafkaSettings;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** The consumers of this service. They start when the context is complete and stop before the database's pools close. */
final class ListenerLoops implements SmartLifecycle {

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;
    private volatile boolean running;

    ListenerLoops(List<ConcurrentMessageListenerContainer<String, byte[]>> containers) {
        this.containers = List.copyOf(containers);
    }

    static ConcurrentMessageListenerContainer<String, byte[]> container(
            ConsumerFactory<String, byte[]> consumers, KafkaSettings settings, ListenerEdge<?> edge) {
        var properties = new ContainerProperties(edge.topic());
        properties.setGroupId(edge.consumer());
        properties.setClientId(edge.consumer());
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setMessageListener(edge);
        properties.setShutdownTimeout(10_000);
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(edge.consumer());
        container.setConcurrency(settings.concurrency());
        container.setCommonErrorHandler(retryWithoutEnd());
        return container;
    }

    /** What reaches the container is unavailable infrastructure: the partitions are paused and the records tried again. */
    private static DefaultErrorHandler retryWithoutEnd() {
        var pauses = new ExponentialBackOff(500, 2);
        pauses.setMaxInterval(10_000);
        pauses.setMaxElapsedTime(Long.MAX_VALUE);
        return new DefaultErrorHandler(pauses);
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        running = true;
    }

    @Override
    public void stop() {
        containers.parallelStream().forEach(ConcurrentMessageListenerContainer::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
