package io.ingestio.orchestrator.batch;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.erasure.ErasureSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes the tombstones of deleted batches when no event of them can arrive any more. */
@Component
class DeleteTombstones implements Sweep {

    private static final int MOST = 20; // each with its documents

    private final BatchTable batches;
    private final Tenancy tenancy;
    private final Duration retention;

    DeleteTombstones(BatchTable batches, Tenancy tenancy, ErasureSettings settings) {
        this.batches = batches;
        this.tenancy = tenancy;
        this.retention = settings.retention();
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    /** Returns {@code limit} while there may be more. */
    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(batches.deleteTombstones(retention, MOST))
                .map(deleted -> deleted < MOST ? 0L : (long) limit);
    }
}
