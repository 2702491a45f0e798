package io.ingestio.messaging.inbox;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.Topic;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.KafkaSettings;
import io.ingestio.messaging.deadletter.DeadLetters;
import io.ingestio.messaging.deadletter.DeleteDeadLetters;
import io.ingestio.messaging.event.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.r2dbc.core.DatabaseClient;

/** A consumer group for every {@link EventListener} bean, named {@code <service>.<topic>}. */
@AutoConfiguration(afterName = {"io.ingestio.messaging.outbox.OutboxWiring", "io.ingestio.background.BackgroundWiring"})
@EnableConfigurationProperties(InboxSettings.class)
class InboxWiring {

    @Bean
    InboxTable inboxTable(DatabaseClient sql) {
        return new InboxTable(sql);
    }

    @Bean
    InboxRetention inboxRetention(InboxTable table, Tenancy tenancy, InboxSettings settings, KafkaSettings kafka) {
        return new InboxRetention(table, tenancy, retention(settings, kafka));
    }

    @Bean
    InboxPartitions inboxPartitions(
            InboxTable table,
            Tenancy tenancy,
            InboxSettings settings,
            KafkaSettings kafka,
            Clock clock,
            MeterRegistry meters) {
        return new InboxPartitions(table, tenancy, retention(settings, kafka), clock, meters);
    }

    private static Duration retention(InboxSettings settings, KafkaSettings kafka) {
        return kafka.requireLonger("ingestio.inbox.retention", settings.retention());
    }

    private static String service(Environment environment) {
        return environment.getRequiredProperty("spring.application.name");
    }

    @Bean
    ListenerEdges listenerEdges(
            ObjectProvider<EventListener<?>> listeners,
            KafkaSettings settings,
            InboxSettings inboxSettings,
            EventCodec codec,
            Tenancy tenancy,
            InboxTable table,
            DeadLetters deadLetters,
            DeleteDeadLetters deleteDeadLetters,
            Clock clock,
            Environment environment) {
        var inbox = new Inbox(tenancy, table, deleteDeadLetters);
        return new ListenerEdges(listeners.stream()
                .map(listener -> {
                    var _ = deadLetters.counter(
                            Topic.ofFamily(listener.family()).wireName());
                    var waits = new OutageWaits(inboxSettings.longestWait(), clock);
                    return edge(service(environment), listener, settings, codec, inbox, deadLetters, waits);
                })
                .toList());
    }

    @Bean
    ListenerLoops listenerLoops(
            ListenerEdges edges, ConsumerFactory<String, byte[]> consumers, KafkaSettings settings, Clock clock) {
        return new ListenerLoops(edges.all().stream()
                .map(edge -> new ConsumerLoop(edge.topic(), edge.consumer(), edge, consumers, settings, clock))
                .toList());
    }

    private static <E extends Event> ListenerEdge<E> edge(
            String service,
            EventListener<E> listener,
            KafkaSettings settings,
            EventCodec codec,
            Inbox inbox,
            DeadLetters deadLetters,
            OutageWaits waits) {
        Topic topic = Topic.ofFamily(listener.family());
        return new ListenerEdge<>(
                topic,
                service + "." + topic.wireName(),
                listener,
                codec,
                inbox,
                deadLetters,
                waits,
                settings.pollBytes().toBytes());
    }
}
