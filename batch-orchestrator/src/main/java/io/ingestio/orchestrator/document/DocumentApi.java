package io.ingestio.orchestrator.document;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.status.DocumentStatus;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Page;
import io.ingestio.http.Problem;
import io.ingestio.orchestrator.document.DocumentReads.DocumentView;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/batches/{id}/documents} and {@code GET /api/v1/documents/{id}}. */
@RestController
@RequestMapping("/api/v1")
class DocumentApi {

    private final DocumentReads documents;
    private final AwaitBatch awaitBatch;
    private final Tenancy tenancy;

    DocumentApi(DocumentReads documents, AwaitBatch awaitBatch, Tenancy tenancy) {
        this.documents = documents;
        this.awaitBatch = awaitBatch;
        this.tenancy = tenancy;
    }

    /** 404 for a batch that is not there, or not the user's. The cursor is the position of the last row. */
    @GetMapping("/batches/{batchId}/documents")
    Mono<Page<DocumentView>> ofBatch(
            @PathVariable UUID batchId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal user) {
        checkStatus(status);
        long after = Page.number(cursor, -1);
        return Page.read(
                        limit,
                        rows -> tenancy.manyAsUser(
                                user.getName(), documents.list(user.getName(), batchId, status, after, rows)),
                        document -> String.valueOf(document.position()))
                .delayUntil(page -> page.items().isEmpty() ? batchIsThere(user.getName(), batchId) : Mono.empty());
    }

    @GetMapping("/documents/{id}")
    Mono<DocumentView> one(@PathVariable UUID id, Principal user) {
        return tenancy.asUser(user.getName(), documents.find(user.getName(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("document")));
    }

    private Mono<Boolean> batchIsThere(String userId, UUID batchId) {
        return awaitBatch.found(
                batchId,
                tenancy.asUser(userId, documents.hasBatch(userId, batchId).filter(there -> there)));
    }

    private static void checkStatus(@Nullable String status) {
        if (status != null && DocumentStatus.ofWireName(status).isEmpty()) {
            List<String> known = Arrays.stream(DocumentStatus.values())
                    .map(DocumentStatus::wireName)
                    .toList();
            throw Problem.of(HttpStatus.BAD_REQUEST, ErrorCode.INVALID_REQUEST, "status must be one of " + known + ".");
        }
    }
}
