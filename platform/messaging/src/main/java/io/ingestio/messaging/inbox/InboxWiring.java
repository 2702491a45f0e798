package io.ingestio.messaging.inbox;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.Topic;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.KafkaSettings;
import io.ingestio.messaging.event.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.r2dbc.core.DatabaseClient;

/** A consumer group for every {@link EventListener} bean, named {@code <service>.<topic>}. */
@AutoConfiguration(afterName = "io.ingestio.messaging.outbox.OutboxWiring")
class InboxWiring {

    @Bean
    ListenerLoops listenerLoops(
            ObjectProvider<EventListener<?>> listeners,
            ConsumerFactory<String, byte[]> consumers,
            KafkaOperations<String, byte[]> kafka,
            KafkaSettings settings,
            EventCodec codec,
            Tenancy tenancy,
            DatabaseClient sql,
            MeterRegistry meters,
            Environment environment) {
        String service = environment.getRequiredProperty("spring.application.name");
        var inbox = new Inbox(tenancy, new InboxTable(sql));
        var deadLetters = new DeadLetters(kafka, meters);
        return new ListenerLoops(listeners.stream()
                .map(listener -> {
                    var edge = edge(service, listener, codec, inbox, deadLetters);
                    return ListenerLoops.container(consumers, settings, edge);
                })
                .toList());
    }

    private static <E extends Event> ListenerEdge<E> edge(
            String service, EventListener<E> listener, EventCodec codec, Inbox inbox, DeadLetters deadLetters) {
        Topic topic = Topic.ofFamily(listener.family());
        return new ListenerEdge<>(topic, service + "." + topic.wireName(), listener, codec, inbox, deadLetters);
    }
}
