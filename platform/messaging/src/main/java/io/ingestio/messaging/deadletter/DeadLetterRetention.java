package io.ingestio.messaging.deadletter;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/** Deletes old dead letters, and counts those that there are. */
final class DeadLetterRetention implements Sweep, MeterBinder {

    private final DeadLetterTable table;
    private final Tenancy tenancy;
    private final Duration retention;
    private final AtomicLong kept = new AtomicLong();

    DeadLetterRetention(DeadLetterTable table, Tenancy tenancy, Duration retention) {
        this.table = table;
        this.tenancy = tenancy;
        this.retention = retention;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(table.deleteOlderThan(retention, limit))
                .delayUntil(deleted -> tenancy.statementAsService(table.count()).doOnNext(kept::set));
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("ingestio.dead.letters.kept", kept, AtomicLong::get)
                .description("Dead letters that wait for an administrator")
                .register(meters);
    }
}
