package io.ingestio.orchestrator.batch;

import io.ingestio.database.Tenancy;
import io.ingestio.http.list.ListCursor;
import io.ingestio.http.list.Page;
import io.ingestio.orchestrator.batch.BatchReads.BatchDetail;
import io.ingestio.orchestrator.batch.BatchReads.BatchView;
import io.ingestio.orchestrator.batch.BatchReads.Listed;
import io.ingestio.orchestrator.document.AwaitBatch;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/batches}: a user's batches and their states. */
@RestController
@RequestMapping("/api/v1/batches")
class BatchApi {

    private final BatchReads batches;
    private final AwaitBatch awaitBatch;
    private final Tenancy tenancy;

    BatchApi(BatchReads batches, AwaitBatch awaitBatch, Tenancy tenancy) {
        this.batches = batches;
        this.awaitBatch = awaitBatch;
        this.tenancy = tenancy;
    }

    /** @param containing a batch just submitted, which the list is not to miss: it is waited for, up to 2 s */
    @GetMapping
    Mono<Page<BatchView>> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable UUID containing,
            Principal user) {
        BatchFilter filter = BatchFilter.of(status, name, sort);
        ListCursor after = ListCursor.decode(cursor, filter.list());
        String userId = user.getName();
        Mono<Page<Listed>> page = Page.read(
                limit,
                rows -> batches.list(userId, filter, after, rows),
                listed -> listed.cursor(filter.sort().key()).encode(filter.list()));
        Mono<Page<BatchView>> list = tenancy.asUser(
                        userId,
                        page.flatMap(
                                read -> read.counted(after.isStart(), most -> batches.count(userId, filter, most))))
                .map(counted -> counted.map(Listed::view));
        return containing == null
                ? list
                : awaitBatch.arrived(containing, find(userId, containing)).then(list);
    }

    /** Waits up to 2 s for a batch that has not arrived yet. */
    @GetMapping("/{id}")
    Mono<BatchDetail> one(@PathVariable UUID id, Principal user) {
        return awaitBatch.found(id, find(user.getName(), id));
    }

    private Mono<BatchDetail> find(String userId, UUID id) {
        return tenancy.asUser(userId, batches.find(userId, id));
    }
}
