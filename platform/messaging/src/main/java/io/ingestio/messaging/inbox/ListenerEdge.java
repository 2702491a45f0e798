package io.ingestio.messaging.inbox;

import io.ingestio.background.Outage;
import io.ingestio.contracts.Event;
import io.ingestio.contracts.Topic;
import io.ingestio.messaging.deadletter.DeadLetters;
import io.ingestio.messaging.event.CloudEventHeaders;
import io.ingestio.messaging.event.EventCodec;
import io.ingestio.messaging.inbox.Inbox.Arrived;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Delivers Kafka's records to one listener as events. Records that arrive together share a transaction; if it fails for a reason that
 * may lie in one event, each is processed alone, so that a bad one does not block the others.
 *
 * <p>Every failure to read a record makes it a dead letter: no content of a record can stall its partition, not even one so deep that
 * it overflows the stack.
 *
 * <p>During an outage the partition waits, at most as long as {@link OutageWaits} allows: after that each record that still meets it is
 * a dead letter, and the partition continues. While the database itself is away it waits without a limit, since no record can be
 * applied then.
 */
final class ListenerEdge<E extends Event> implements BatchMessageListener<String, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerEdge.class);
    private static final int ATTEMPTS = 3;

    private final Topic topic;
    private final String consumer;
    private final EventListener<E> listener;
    private final EventCodec codec;
    private final Inbox inbox;
    private final DeadLetters deadLetters;
    private final OutageWaits waits;
    private final long portionBytes;

    ListenerEdge(
            Topic topic,
            String consumer,
            EventListener<E> listener,
            EventCodec codec,
            Inbox inbox,
            DeadLetters deadLetters,
            OutageWaits waits,
            long portionBytes) {
        this.topic = topic;
        this.consumer = consumer;
        this.listener = listener;
        this.codec = codec;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.waits = waits;
        this.portionBytes = portionBytes;
    }

    String topic() {
        return topic.wireName();
    }

    String consumer() {
        return consumer;
    }

    private record Readable<E extends Event>(ConsumerRecord<String, byte[]> source, Arrived<E> arrived) {}

    /** If a portion fails during an outage, all records are delivered again; the inbox knows those of the portions before it. */
    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        Portions.of(records, portionBytes, ListenerEdge::bytes).forEach(this::process);
    }

    private static long bytes(ConsumerRecord<String, byte[]> record) {
        return Math.max(0, record.serializedValueSize());
    }

    private void process(List<ConsumerRecord<String, byte[]>> records) {
        List<Readable<E>> readable =
                records.stream().flatMap(record -> read(record).stream()).toList();
        try (var ignored = MDC.putCloseable("consumer", consumer)) {
            inbox.process(
                    consumer, listener, readable.stream().map(Readable::arrived).toList());
        } catch (RuntimeException | StackOverflowError failure) {
            boolean isOutage = Outage.isCauseOf(failure);
            if (isOutage && !waits.isOver(records.getFirst())) {
                throw failure;
            }
            LOG.warn(
                    "batch of events failed, processing individually consumer={} events={} failure={}",
                    consumer,
                    readable.size(),
                    failure.toString());
            readable.forEach(one -> processAlone(one, isOutage));
        }
    }

    /** Empty for a dead letter. */
    private Optional<Readable<E>> read(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(new Readable<>(record, decode(record)));
        } catch (RuntimeException | StackOverflowError unreadable) {
            deadLetters.keep(consumer, record, unreadable);
            return Optional.empty();
        }
    }

    private Arrived<E> decode(ConsumerRecord<String, byte[]> record) {
        UUID id = CloudEventHeaders.id(record.headers());
        Event event = codec.decode(topic, CloudEventHeaders.type(record.headers()), record.value());
        return new Arrived<>(id, listener.family().cast(event));
    }

    /** Applies a record that was kept, without repetition: its failure is the caller's. */
    void redeliver(ConsumerRecord<String, byte[]> record) {
        try (var ignored = MDC.putCloseable("consumer", consumer)) {
            inbox.process(consumer, listener, List.of(decode(record)));
        } catch (StackOverflowError tooDeep) {
            throw new IllegalArgumentException("too deep", tooDeep);
        }
    }

    /** @param waited whether the partition has waited for too long with this record */
    private void processAlone(Readable<E> one, boolean waited) {
        for (int attempt = 1; ; attempt++) {
            try {
                inbox.process(consumer, listener, List.of(one.arrived()));
                return;
            } catch (RuntimeException | StackOverflowError failure) {
                boolean isOutage = Outage.isCauseOf(failure);
                if (isOutage && !((waited || waits.isOver(one.source())) && inbox.isDatabaseUsable())) {
                    throw failure;
                }
                if (isOutage || attempt == ATTEMPTS) {
                    deadLetters.keep(consumer, one.source(), isOutage ? waitedTooLong(failure) : failure);
                    return;
                }
            }
        }
    }

    private Throwable waitedTooLong(Throwable outage) {
        return new IllegalStateException("not applied, its dependency was away for " + waits.longest(), outage);
    }
}
