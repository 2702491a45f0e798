package io.ingestio.messaging.inbox;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Deletes inbox rows of events that are no longer on any topic. */
final class InboxRetention implements Sweep {

    private final InboxTable table;
    private final Tenancy tenancy;
    private final InboxSettings settings;

    InboxRetention(InboxTable table, Tenancy tenancy, InboxSettings settings) {
        this.table = table;
        this.tenancy = tenancy;
        this.settings = settings;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.asService(table.deleteOlderThan(settings.retention(), limit));
    }
}
