package io.ingestio.messaging.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Since when each partition has been waiting for the end of an outage, so that no wait is without an age. It is remembered by this
 * process alone: a wait begins anew after a restart, which may have ended the outage.
 */
final class OutageWaits {

    private final Duration longest;
    private final Clock clock;
    private final Map<TopicPartition, Wait> waits = new ConcurrentHashMap<>();

    private record Wait(long offset, Instant since) {}

    OutageWaits(Duration longest, Clock clock) {
        this.longest = longest;
        this.clock = clock;
    }

    Duration longest() {
        return longest;
    }

    /** Whether the record's partition has been waiting at it for too long; the wait begins with the first call for a record. */
    boolean isOver(ConsumerRecord<?, ?> record) {
        Wait wait = waits.compute(
                new TopicPartition(record.topic(), record.partition()),
                (partition, known) -> known != null && known.offset() == record.offset()
                        ? known
                        : new Wait(record.offset(), clock.instant()));
        return !clock.instant().isBefore(wait.since().plus(longest));
    }
}
