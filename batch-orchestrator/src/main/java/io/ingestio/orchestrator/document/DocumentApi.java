package io.ingestio.orchestrator.document;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.http.list.ListCursor;
import io.ingestio.http.list.Page;
import io.ingestio.orchestrator.document.DocumentReads.DocumentView;
import io.ingestio.orchestrator.document.DocumentReads.Listed;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /** A page of documents, and how many each tab of the batch has. */
    record DocumentPage(@JsonUnwrapped Page<DocumentView> page, Tabs tabs) {}

    /** 404 for a batch that is not there, or not the user's. */
    @GetMapping("/batches/{batchId}/documents")
    Mono<DocumentPage> ofBatch(
            @PathVariable UUID batchId,
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal user) {
        DocumentFilter filter = DocumentFilter.of(batchId, status, tab, sort);
        ListCursor after = ListCursor.decode(cursor, filter.list());
        String userId = user.getName();
        Mono<DocumentPage> page = documents
                .tabs(userId, batchId)
                .flatMap(tabs -> page(userId, filter, after, limit, tabs)
                        .map(listed -> new DocumentPage(listed.map(Listed::view), tabs)));
        return awaitBatch.found(batchId, tenancy.asUser(userId, page));
    }

    private Mono<Page<Listed>> page(String userId, DocumentFilter filter, ListCursor after, int limit, Tabs tabs) {
        return Page.read(
                        limit,
                        rows -> documents.list(userId, filter, after, rows),
                        listed -> listed.cursor(filter.sort().key()).encode(filter.list()))
                .flatMap(read -> read.counted(
                        after.isStart(),
                        most -> filter.isWholeTab()
                                ? Mono.just((long) tabs.of(filter.tab()))
                                : documents.count(userId, filter, most)));
    }

    @GetMapping("/documents/{id}")
    Mono<DocumentView> one(@PathVariable UUID id, Principal user) {
        return tenancy.asUser(user.getName(), documents.find(user.getName(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("document")));
    }
}
