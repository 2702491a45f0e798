package io.ingestio.database.idempotency;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Deletes stored answers past their retention, and keys whose request neither completed nor renewed its lock for as long. */
final class IdempotencyRetention implements Sweep {

    private final IdempotencyTable table;
    private final Tenancy tenancy;
    private final IdempotencySettings settings;

    IdempotencyRetention(IdempotencyTable table, Tenancy tenancy, IdempotencySettings settings) {
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
