package io.ingestio.extraction.retention;

import io.ingestio.background.PassOffset;
import io.ingestio.background.Sweep;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes the results of deleted documents from the object store. Their jobs stay as tombstones until their retention ends. */
@Component
class DeleteResults implements Sweep {

    private final DeleteJobs deleteJobs;
    private final PassOffset offset = new PassOffset();

    DeleteResults(DeleteJobs deleteJobs) {
        this.deleteJobs = deleteJobs;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Mono<Long> portion(int limit) {
        return deleteJobs.resultsOfDeleted(offset, limit);
    }
}
