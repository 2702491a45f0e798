package io.ingestio.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The broker and how its topics are laid out.
 *
 * @param partitions      of each topic, when it is created
 * @param replicas        of each partition, when it is created; 3 in production
 * @param concurrency     consumers per listener in this process
 * @param pollRecords     most records taken in together
 * @param deliveryTimeout how long an event may wait for the broker's acknowledgement before its send counts as failed
 */
@ConfigurationProperties("ingestio.kafka")
public record KafkaSettings(
        @DefaultValue("127.0.0.1:9092") String bootstrap,
        @DefaultValue("6") int partitions,
        @DefaultValue("1") short replicas,
        @DefaultValue("1") int concurrency,
        @DefaultValue("200") int pollRecords,
        @DefaultValue("10s") Duration deliveryTimeout) {

    /** Largest record in bytes: extracted data travels in the event. */
    static final int MAX_RECORD_BYTES = 12 * 1024 * 1024;
}
