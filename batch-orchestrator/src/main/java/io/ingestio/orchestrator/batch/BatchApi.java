package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.status.BatchStatus;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Cursor;
import io.ingestio.http.Page;
import io.ingestio.http.Problem;
import io.ingestio.orchestrator.batch.BatchReads.BatchView;
import io.ingestio.orchestrator.document.AwaitBatch;
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

    @GetMapping
    Mono<Page<BatchView>> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal user) {
        checkStatus(status);
        Cursor after = Cursor.decode(cursor);
        return Page.read(
                limit,
                rows -> tenancy.manyAsUser(user.getName(), batches.list(user.getName(), status, name, after, rows)),
                batch -> new Cursor(batch.createdAt(), batch.id()).encode());
    }

    /** Waits up to 2 s for a batch that has not arrived yet. */
    @GetMapping("/{id}")
    Mono<BatchView> one(@PathVariable UUID id, Principal user) {
        return awaitBatch.found(id, tenancy.asUser(user.getName(), batches.find(user.getName(), id)));
    }

    private static void checkStatus(@Nullable String status) {
        if (status != null && BatchStatus.ofWireName(status).isEmpty()) {
            List<String> known = Arrays.stream(BatchStatus.values())
                    .map(BatchStatus::wireName)
                    .toList();
            throw Problem.of(HttpStatus.BAD_REQUEST, ErrorCode.INVALID_REQUEST, "status must be one of " + known + ".");
        }
    }
}
