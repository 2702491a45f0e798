package io.ingestio.messaging.deadletter;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Deletes the record of what administrators did with dead letters, when its retention is over. */
final class DeleteOldActs implements Sweep {

    private final DeadLetterActTable acts;
    private final Tenancy tenancy;
    private final Duration retention;

    DeleteOldActs(DeadLetterActTable acts, Tenancy tenancy, Duration retention) {
        this.acts = acts;
        this.tenancy = tenancy;
        this.retention = retention;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(acts.deleteOlderThan(retention, limit));
    }
}
