package io.ingestio.export.deletion;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.erasure.ErasureSettings;
import io.ingestio.export.data.DeletedDocumentTable;
import io.ingestio.export.data.DeletedDocumentTable.DeletedDocument;
import io.ingestio.export.job.DeleteExport;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Deletes the exports that contain deleted documents, and data that arrived while their document was being deleted. A document whose
 * exports cannot be deleted now waits behind the others.
 */
@Component
class DeleteContent implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(DeleteContent.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final DeletedDocumentTable documents;
    private final DeleteExport deleteExport;
    private final Tenancy tenancy;
    private final Duration retention;

    DeleteContent(
            DeletedDocumentTable documents, DeleteExport deleteExport, Tenancy tenancy, ErasureSettings settings) {
        this.documents = documents;
        this.deleteExport = deleteExport;
        this.tenancy = tenancy;
        this.retention = settings.retention();
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(documents.due(limit))
                .collectList()
                .flatMapIterable(due -> due)
                .concatMap(document -> delete(document).thenReturn(document))
                .count()
                .delayUntil(deleted -> tenancy.statementAsService(documents.deleteOlderThan(retention, limit)));
    }

    private Mono<Void> delete(DeletedDocument document) {
        return deleteExport
                .deleteContaining(document.userId(), document.batchId(), document.documentId())
                .then(tenancy.asService(documents
                        .deleteData(document.documentId(), document.userId())
                        .then(documents.passed(document.documentId()))))
                .onErrorResume(failure -> {
                    LOG.warn(
                            "exports not deleted yet document={} failure={}",
                            document.documentId(),
                            failure.toString());
                    return tenancy.statementAsService(documents.passAgainIn(document.documentId(), AFTER_FAILURE));
                });
    }
}
