package io.ingestio.messaging.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/**
 * Publishes a record that cannot be read or applied on {@code <topic>.dead-letter}, unchanged, with the reason in its headers. If
 * that fails, the record stays in its place and its partition waits: nothing is dropped.
 */
final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final DeadLetterPublishingRecoverer publisher;
    private final MeterRegistry meters;

    DeadLetters(KafkaOperations<String, byte[]> kafka, MeterRegistry meters) {
        this.publisher = new DeadLetterPublishingRecoverer(
                kafka, (record, failure) -> new TopicPartition(topicOf(record.topic()), -1));
        this.publisher.setFailIfSendResultIsError(true);
        this.meters = meters;
    }

    static String topicOf(String topic) {
        return topic + ".dead-letter";
    }

    void publish(ConsumerRecord<?, ?> record, Throwable reason) {
        LOG.error(
                "dead letter topic={} partition={} offset={} to={} failure={}",
                record.topic(),
                record.partition(),
                record.offset(),
                topicOf(record.topic()),
                reason.toString());
        publisher.accept(
                record, null, reason instanceof Exception failure ? failure : new IllegalStateException(reason));
        counter(record.topic()).increment();
    }

    /** Registered before the first one: an alert on an increase must see the 0. */
    Counter counter(String topic) {
        return Counter.builder("ingestio.dead.letters")
                .description("Records that could not be read or applied")
                .tag("topic", topic)
                .register(meters);
    }
}
