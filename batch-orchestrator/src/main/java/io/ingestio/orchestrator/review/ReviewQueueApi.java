package io.ingestio.orchestrator.review;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.http.list.Page;
import io.ingestio.orchestrator.document.AwaitBatch;
import io.ingestio.orchestrator.document.DocumentReads;
import io.ingestio.orchestrator.document.DocumentReads.DocumentView;
import io.ingestio.orchestrator.review.QueueReads.Place;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/batches/{id}/review}: what a reviewer looks at next. */
@RestController
class ReviewQueueApi {

    private final QueueReads queue;
    private final DocumentReads documents;
    private final AwaitBatch awaitBatch;
    private final Tenancy tenancy;

    ReviewQueueApi(QueueReads queue, DocumentReads documents, AwaitBatch awaitBatch, Tenancy tenancy) {
        this.queue = queue;
        this.documents = documents;
        this.awaitBatch = awaitBatch;
        this.tenancy = tenancy;
    }

    /**
     * @param items    what follows, in the order of the review; of long prompts the first 200 characters
     * @param next     the first of them; null at the end
     * @param previous the document before the one that was named; null if none was, or it is the first
     * @param left     how many documents of the batch wait for a reviewer, wherever they stand
     */
    record ReviewQueue(
            List<DocumentView> items,
            @Nullable UUID next,
            @Nullable UUID previous,
            long left) {}

    /** 404 for a batch that is not there, and for a document that is not in it. */
    @GetMapping("/api/v1/batches/{batchId}/review")
    Mono<ReviewQueue> queue(
            @PathVariable UUID batchId,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "25") int limit,
            Principal user) {
        if (limit < 1 || limit > Page.MAX_LIMIT) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    ErrorCode.INVALID_REQUEST,
                    "limit must be between 1 and " + Page.MAX_LIMIT + ".");
        }
        String userId = user.getName();
        Mono<ReviewQueue> read = documents.tabs(userId, batchId).flatMap(batch -> read(userId, batchId, after, limit));
        return awaitBatch.found(batchId, tenancy.asUser(userId, read));
    }

    private Mono<ReviewQueue> read(String userId, UUID batchId, @Nullable UUID after, int limit) {
        return after == null
                ? fromTheStart(userId, batchId, limit)
                : queue.place(userId, batchId, after)
                        .flatMap(place -> around(userId, batchId, place, limit))
                        .switchIfEmpty(Mono.defer(() -> afterDeleted(userId, batchId, after, limit)));
    }

    private Mono<ReviewQueue> fromTheStart(String userId, UUID batchId, int limit) {
        return queue(userId, batchId, queue.first(userId, batchId, limit), Flux.empty());
    }

    /** Of a deleted document no place is kept: a reviewer who deleted it meanwhile begins again. */
    private Mono<ReviewQueue> afterDeleted(String userId, UUID batchId, UUID after, int limit) {
        return queue.isDeleted(userId, batchId, after)
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("document in this batch")))
                .flatMap(deleted -> fromTheStart(userId, batchId, limit));
    }

    private Mono<ReviewQueue> around(String userId, UUID batchId, Place place, int limit) {
        return queue(
                userId, batchId, queue.after(userId, batchId, place, limit), queue.before(userId, batchId, place, 1));
    }

    private Mono<ReviewQueue> queue(String userId, UUID batchId, Flux<UUID> following, Flux<UUID> preceding) {
        return Mono.zip(following.collectList(), preceding.collectList(), queue.left(userId, batchId))
                .flatMap(read -> documents
                        .of(userId, read.getT1())
                        .collectMap(DocumentView::id)
                        .map(views -> new ReviewQueue(
                                inOrder(read.getT1(), views), first(read.getT1()), first(read.getT2()), read.getT3())));
    }

    private static List<DocumentView> inOrder(List<UUID> ids, Map<UUID, DocumentView> views) {
        return ids.stream().map(views::get).filter(Objects::nonNull).toList();
    }

    private static @Nullable UUID first(List<UUID> ids) {
        return Optional.of(ids)
                .filter(found -> !found.isEmpty())
                .map(List::getFirst)
                .orElse(null);
    }
}
