package io.ingestio.messaging.inbox;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.Topic;
import io.ingestio.messaging.event.BadEvent;
import io.ingestio.messaging.event.CloudEventHeaders;
import io.ingestio.messaging.event.EventCodec;
import io.ingestio.messaging.inbox.Inbox.Arrived;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Where Kafka's records become events of one listener. What arrives together is taken in together; if that fails for a reason
 * that may lie in one event, each is taken in alone, so that a bad one holds up nobody.
 */
final class ListenerEdge<E extends Event> implements BatchMessageListener<String, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerEdge.class);
    private static final int TRIES = 3;

    private final Topic topic;
    private final String consumer;
    private final EventListener<E> listener;
    private final EventCodec codec;
    private final Inbox inbox;
    private final DeadLetters deadLetters;

    ListenerEdge(
            Topic topic,
            String consumer,
            EventListener<E> listener,
            EventCodec codec,
            Inbox inbox,
            DeadLetters deadLetters) {
        this.topic = topic;
        this.consumer = consumer;
        this.listener = listener;
        this.codec = codec;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
    }

    String topic() {
        return topic.wireName();
    }

    String consumer() {
        return consumer;
    }

    private record Readable<E extends Event>(ConsumerRecord<String, byte[]> source, Arrived<E> arrived) {}

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        List<Readable<E>> readable = new ArrayList<>();
        records.forEach(record -> read(record, readable));
        try (var ignored = MDC.putCloseable("consumer", consumer)) {
            inbox.take(
                    consumer, listener, readable.stream().map(Readable::arrived).toList());
        } catch (RuntimeException failure) {
            if (Unavailable.causes(failure)) {
                throw failure;
            }
            LOG.warn("{} events failed together and are taken in one by one: {}", readable.size(), failure.toString());
            readable.forEach(this::takeAlone);
        }
    }

    private void read(ConsumerRecord<String, byte[]> record, List<Readable<E>> into) {
        try {
            UUID id = CloudEventHeaders.id(record.headers());
            codec.decode(topic, CloudEventHeaders.type(record.headers()), record.value())
                    .map(listener.family()::cast)
                    .ifPresent(event -> into.add(new Readable<>(record, new Arrived<>(id, event))));
        } catch (BadEvent bad) {
            deadLetters.setAside(record, bad);
        }
    }

    private void takeAlone(Readable<E> one) {
        for (int attempt = 1; ; attempt++) {
            try {
                inbox.take(consumer, listener, List.of(one.arrived()));
                return;
            } catch (RuntimeException failure) {
                if (Unavailable.causes(failure)) {
                    throw failure;
                }
                if (attempt == TRIES) {
                    deadLetters.setAside(one.source(), failure);
                    return;
                }
            }
        }
    }
}
