package io.ingestio.export.job;

import io.ingestio.background.PassOffset;
import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.export.job.StoredExportTable.StoredExport;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deletes exports whose retention is over. An export whose files cannot be deleted stays for the next pass and does not stop the
 * others. Also deletes what killed builders left on the scratch disk.
 */
@Component
class DeleteOldExports implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(DeleteOldExports.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final StoredExportTable exports;
    private final DeleteExport deleteExport;
    private final ExportSettings settings;
    private final Tenancy tenancy;
    private final DeleteAbandonedScratch abandonedScratch;
    private final PassOffset offset = new PassOffset();

    DeleteOldExports(
            StoredExportTable exports,
            DeleteExport deleteExport,
            ExportSettings settings,
            Tenancy tenancy,
            DeleteAbandonedScratch abandonedScratch) {
        this.exports = exports;
        this.abandonedScratch = abandonedScratch;
        this.deleteExport = deleteExport;
        this.settings = settings;
        this.tenancy = tenancy;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(exports.finishedBefore(settings.retention(), offset.get(), limit))
                .collectList()
                .flatMap(old -> Flux.fromIterable(old)
                        .concatMap(this::delete)
                        .count()
                        .map(deleted -> offset.advance(old.size(), deleted, limit)))
                .delayUntil(deleted -> abandonedScratch.delete(limit));
    }

    private Mono<Boolean> delete(StoredExport export) {
        return deleteExport.delete(export).thenReturn(true).onErrorResume(failure -> {
            LOG.warn("old export not deleted export={} failure={}", export.id(), failure.toString());
            return Mono.empty();
        });
    }
}
