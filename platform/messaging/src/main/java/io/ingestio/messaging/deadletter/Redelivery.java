package io.ingestio.messaging.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Delivers a kept record to its consumer once more. */
@FunctionalInterface
public interface Redelivery {

    /**
     * Blocks until the record is applied, or is found to have been applied before.
     *
     * @throws RuntimeException if it cannot be read or applied now either
     */
    void deliver(String consumer, ConsumerRecord<String, byte[]> record);
}
