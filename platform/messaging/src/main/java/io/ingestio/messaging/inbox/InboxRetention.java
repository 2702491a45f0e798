package io.ingestio.messaging.inbox;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Deletes rows of the inbox's default partition once their events are no longer on any topic; the partitions of days are dropped by
 * {@link InboxPartitions}.
 */
final class InboxRetention implements Sweep {

    private final InboxTable table;
    private final Tenancy tenancy;
    private final Duration retention;

    InboxRetention(InboxTable table, Tenancy tenancy, Duration retention) {
        this.table = table;
        this.tenancy = tenancy;
        this.retention = retention;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.asService(table.deleteFromDefaultOlderThan(retention, limit));
    }
}
