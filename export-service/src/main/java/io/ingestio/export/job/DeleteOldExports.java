package io.ingestio.export.job;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.export.job.FinishedExportTable.Finished;
import io.ingestio.objectstore.ObjectStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deletes exports whose retention is over: first the files, then the row, so that no file is left without a row that names it. An
 * export whose files cannot be deleted stays for the next pass and does not stop the others.
 */
@Component
class DeleteOldExports implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(DeleteOldExports.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final FinishedExportTable exports;
    private final ObjectStore store;
    private final ExportSettings settings;
    private final Tenancy tenancy;

    DeleteOldExports(FinishedExportTable exports, ObjectStore store, ExportSettings settings, Tenancy tenancy) {
        this.exports = exports;
        this.store = store;
        this.settings = settings;
        this.tenancy = tenancy;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(exports.finishedBefore(settings.retention(), limit))
                .collectList()
                .flatMapIterable(old -> old)
                .concatMap(this::delete)
                .count();
    }

    private Mono<Boolean> delete(Finished export) {
        return Flux.fromIterable(export.files())
                .concatMap(store::delete)
                .then(tenancy.statementAsService(exports.delete(export.id())))
                .thenReturn(true)
                .onErrorResume(failure -> {
                    LOG.warn("old export not deleted export={} cause={}", export.id(), failure.toString());
                    return Mono.empty();
                });
    }
}
