package io.ingestio.extraction.retention;

import io.ingestio.background.PassOffset;
import io.ingestio.background.Sweep;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Deletes jobs whose retention is over, in whatever way they ended. */
final class DeleteOldJobs implements Sweep {

    private final DeleteJobs deleteJobs;
    private final Duration retention;
    private final PassOffset offset = new PassOffset();

    DeleteOldJobs(DeleteJobs deleteJobs, Duration retention) {
        this.deleteJobs = deleteJobs;
        this.retention = retention;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Long> portion(int limit) {
        return deleteJobs.finishedBefore(retention, offset, limit);
    }
}
