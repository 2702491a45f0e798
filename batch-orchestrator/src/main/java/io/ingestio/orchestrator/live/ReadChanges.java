package io.ingestio.orchestrator.live;

import io.ingestio.database.Tenancy;
import io.ingestio.orchestrator.batch.BatchReads;
import io.ingestio.orchestrator.document.DocumentReads;
import io.ingestio.orchestrator.live.ChangedRows.Bounds;
import io.ingestio.orchestrator.live.ChangedRows.Row;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.pool.Pool;
import reactor.pool.PoolBuilder;

/**
 * Reads what has changed for one listener, in portions. Each portion has a transaction of its own, which has ended before the
 * portion is sent: a slow client holds no connection of the database.
 */
@Component
class ReadChanges {

    /** Documents of one event. */
    private static final int PORTION = 50;

    /** Reads at the same time in this process: a part of the pool, so that listeners leave connections to all else. */
    private static final int READS = 4;

    /** More changed batches than this are not sent one by one: the listener is asked to read its lists anew. */
    private static final int MOST_BATCHES = 1_000;

    private final ChangedRows rows;
    private final BatchReads batches;
    private final DocumentReads documents;
    private final Tenancy tenancy;
    private final Pool<Integer> permits =
            PoolBuilder.from(Mono.just(1)).sizeBetween(0, READS).buildPool();

    ReadChanges(ChangedRows rows, BatchReads batches, DocumentReads documents, Tenancy tenancy) {
        this.rows = rows;
        this.batches = batches;
        this.documents = documents;
        this.tenancy = tenancy;
    }

    /**
     * A part of what has changed.
     *
     * @param cursor  that of the last portion is the next one; the others repeat the one they were read with, so that a listener
     *     that is cut off between two portions misses nothing
     * @param changed the rows it was made of
     */
    record Portion(long cursor, List<Row> changed, Changes changes) {}

    /** A portion, and how to continue after it. */
    private record Step(
            Portion portion,
            List<Row> batches,
            long next,
            @Nullable Row lastDocument) {}

    Mono<Bounds> bounds(String userId) {
        return tenancy.asUser(userId, rows.bounds());
    }

    /**
     * The portions since a cursor, at least one. Documents come before their batches: when a batch is said to be complete, its
     * documents are known.
     *
     * @param batchId null for all batches of the user
     * @param isNew   whether the listener does not have this row yet
     */
    Flux<Portion> since(String userId, @Nullable UUID batchId, long cursor, Predicate<Row> isNew) {
        return permitted(userId, first(userId, batchId, cursor, isNew))
                .expand(step -> step.lastDocument() == null
                        ? Mono.empty()
                        : permitted(
                                userId,
                                portion(userId, cursor, step.batches(), step.next(), step.lastDocument(), isNew)))
                .map(Step::portion);
    }

    private Mono<Step> permitted(String userId, Mono<Step> read) {
        return permits.withPoolable(permit -> tenancy.asUser(userId, read)).next();
    }

    private Mono<Step> first(String userId, @Nullable UUID batchId, long cursor, Predicate<Row> isNew) {
        return rows.bounds()
                .flatMap(bounds -> rows.batches(userId, batchId, cursor, MOST_BATCHES + 1)
                        .flatMap(changed -> changed.size() > MOST_BATCHES
                                ? Mono.error(new TooManyChanges())
                                : portion(userId, cursor, changed, bounds.next(), null, isNew)));
    }

    private Mono<Step> portion(
            String userId,
            long cursor,
            List<Row> changedBatches,
            long next,
            @Nullable Row after,
            Predicate<Row> isNew) {
        List<UUID> ids = changedBatches.stream().map(Row::id).toList();
        return rows.documents(userId, ids, cursor, after, PORTION).flatMap(changedDocuments -> {
            boolean last = changedDocuments.size() < PORTION;
            List<Row> newBatches = last ? changedBatches.stream().filter(isNew).toList() : List.of();
            List<Row> newDocuments = changedDocuments.stream().filter(isNew).toList();
            return changes(userId, newBatches, newDocuments)
                    .map(changes -> new Step(
                            new Portion(last ? next : cursor, union(newBatches, newDocuments), changes),
                            changedBatches,
                            next,
                            last ? null : changedDocuments.getLast()));
        });
    }

    private Mono<Changes> changes(String userId, List<Row> changedBatches, List<Row> changedDocuments) {
        return Mono.zip(
                        batches.of(userId, present(changedBatches)).collectList(),
                        documents.of(userId, present(changedDocuments)).collectList())
                .map(read -> new Changes(
                        read.getT1(),
                        read.getT2(),
                        new Changes.Deleted(deleted(changedBatches), deleted(changedDocuments))));
    }

    private static List<UUID> present(List<Row> changed) {
        return changed.stream().filter(row -> !row.deleted()).map(Row::id).toList();
    }

    private static List<UUID> deleted(List<Row> changed) {
        return changed.stream().filter(Row::deleted).map(Row::id).toList();
    }

    private static List<Row> union(List<Row> one, List<Row> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** More has changed since the cursor than is worth sending. */
    static final class TooManyChanges extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyChanges() {
            super("too many changes since the cursor");
        }
    }
}
