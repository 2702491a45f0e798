package io.ingestio.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class OutageWaitsTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final OutageWaits waits = new OutageWaits(Duration.ofHours(1), new Now());

    @Test
    void waitIsOverAfterItsAge() {
        assertThat(waits.isOver(record(0, 5))).isFalse();
        now = now.plus(Duration.ofMinutes(59));
        assertThat(waits.isOver(record(0, 5))).isFalse();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(waits.isOver(record(0, 5))).isTrue();
    }

    @Test
    void nextRecordBeginsAWaitOfItsOwn() {
        waits.isOver(record(0, 5));
        now = now.plus(Duration.ofHours(1));
        assertThat(waits.isOver(record(0, 6))).isFalse();
    }

    @Test
    void partitionsWaitApart() {
        waits.isOver(record(0, 5));
        now = now.plus(Duration.ofHours(1));
        assertThat(waits.isOver(record(1, 5))).isFalse();
        assertThat(waits.isOver(record(0, 5))).isTrue();
    }

    private static ConsumerRecord<String, byte[]> record(int partition, long offset) {
        return new ConsumerRecord<>("topic", partition, offset, "key", new byte[0]);
    }

    private final class Now extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
