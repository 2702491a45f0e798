package io.ingestio.export.job;

import io.ingestio.database.Tenancy;
import io.ingestio.export.job.StoredExportTable.StoredExport;
import io.ingestio.objectstore.ObjectStore;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deletes an export: first its files, then its row, so that no file is left without a row that names it. May be repeated. One that is
 * being built is withdrawn: no user sees it, its builder has lost its lease and deletes its own file, and the row stays until no builder
 * can be storing one any more.
 */
@Component
public class DeleteExport {

    private final StoredExportTable exports;
    private final ObjectStore store;
    private final Tenancy tenancy;

    DeleteExport(StoredExportTable exports, ObjectStore store, Tenancy tenancy) {
        this.exports = exports;
        this.store = store;
        this.tenancy = tenancy;
    }

    Mono<Void> delete(StoredExport export) {
        return tenancy.statementAsService(exports.withdraw(export.id()))
                .filter(withdrawn -> !withdrawn)
                .flatMap(ended ->
                        tenancy.statementAsService(exports.find(export.id()))) // its builder may just have ended it
                .flatMap(current -> Flux.fromIterable(current.files())
                        .concatMap(store::delete)
                        .then(tenancy.statementAsService(exports.delete(current))));
    }

    /**
     * Deletes some exports of a user, in whatever status.
     *
     * @return how many; 0 when none is left
     */
    public Mono<Long> deleteOfUser(String userId, int limit) {
        return tenancy.statementAsService(exports.ofUser(userId, limit))
                .collectList()
                .flatMapIterable(found -> found)
                .concatMap(export -> delete(export).thenReturn(export))
                .count();
    }

    /** Deletes every export of the user that contains a document, in whatever status: those that name it or its batch. */
    public Mono<Void> deleteContaining(String userId, UUID batchId, UUID documentId) {
        return tenancy.statementAsService(exports.containing(userId, batchId, documentId))
                .collectList()
                .flatMapIterable(found -> found)
                .concatMap(this::delete)
                .then();
    }
}
