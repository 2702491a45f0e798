package io.ingestio.upload.deletion;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.upload.deletion.DeletionTable.MarkedDocument;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Deletes marked documents: first the file, then the row, so that no file is left without a row that names it. A document whose file
 * cannot be deleted now waits behind the others.
 */
@Component
class DeleteFiles implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(DeleteFiles.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int AT_A_TIME = 8;

    private final DeletionTable deletions;
    private final ObjectStore store;
    private final Tenancy tenancy;

    DeleteFiles(DeletionTable deletions, ObjectStore store, Tenancy tenancy) {
        this.deletions = deletions;
        this.store = store;
        this.tenancy = tenancy;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(deletions.marked(limit))
                .collectList()
                .flatMapIterable(documents -> documents)
                .flatMap(this::delete, AT_A_TIME)
                .reduce(0L, Long::sum)
                .delayUntil(deleted -> tenancy.statementAsService(deletions.deleteBatches(limit)));
    }

    /** 1 if it was deleted, else 0: while nothing can be deleted, the next portion waits. */
    private Mono<Long> delete(MarkedDocument document) {
        Mono<Void> file = document.objectKey() == null ? Mono.empty() : store.delete(document.objectKey());
        return file.then(tenancy.statementAsService(deletions.delete(document.id())))
                .thenReturn(1L)
                .onErrorResume(failure -> {
                    LOG.warn("file not deleted yet document={} failure={}", document.id(), failure.toString());
                    return tenancy.statementAsService(deletions.postpone(document.id()))
                            .thenReturn(0L);
                });
    }
}
