package io.ingestio.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The broker, and what its topics must be like.
 *
 * @param partitions      of each topic, when it is created
 * @param replicas        of each partition, at least; 3 in production
 * @param retention       how long topics keep events, at least
 * @param concurrency     consumers per listener in this process
 * @param pollRecords     most records processed in one transaction
 * @param pollBytes       most bytes of records fetched at once and processed in one transaction; a single record may be larger
 * @param deliveryTimeout how long an event may wait for the broker's acknowledgement before its send counts as failed
 */
@ConfigurationProperties("ingestio.kafka")
public record KafkaSettings(
        @DefaultValue("127.0.0.1:9092") String bootstrap,
        @DefaultValue("6") int partitions,
        @DefaultValue("1") short replicas,
        @DefaultValue("7d") Duration retention,
        @DefaultValue("1") int concurrency,
        @DefaultValue("200") int pollRecords,
        @DefaultValue("16MB") DataSize pollBytes,
        @DefaultValue("10s") Duration deliveryTimeout) {

    /** Largest record in bytes; events of versions that sent all extracted data in the event are as large. */
    public static final int MAX_RECORD_BYTES = 12 * 1024 * 1024;

    /** Largest encoded event: a record without its key and headers. */
    public static final int MAX_EVENT_BYTES = MAX_RECORD_BYTES - 64 * 1024;

    /**
     * Requires that something is kept for longer than topics keep events: an event that is still on its topic may be delivered again.
     *
     * @param setting its name
     * @return what was given
     * @throws IllegalArgumentException if it is not longer; the service does not start
     */
    public Duration requireLonger(String setting, Duration kept) {
        if (kept.compareTo(retention) <= 0) {
            throw new IllegalArgumentException(
                    setting + "=" + kept + " must be longer than ingestio.kafka.retention=" + retention);
        }
        return kept;
    }

    /**
     * How many replicas must have stored an event before it counts as acknowledged: two where there are two, so that the loss of one
     * broker loses no event.
     */
    public short minInsyncReplicas() {
        return (short) Math.min(2, replicas);
    }
}
