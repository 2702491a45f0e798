package io.ingestio.orchestrator.live;

import io.ingestio.orchestrator.live.ChangedRows.Bounds;
import io.ingestio.orchestrator.live.ChangedRows.Row;
import io.ingestio.orchestrator.live.ReadChanges.Portion;
import io.ingestio.orchestrator.live.ReadChanges.TooManyChanges;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The events of one client: what has changed since its cursor, whenever it is called. Every row that changed after the cursor is
 * sent at least once; one that was sent and has not changed is not sent again. The stream of a batch ends when the batch is deleted.
 */
final class LiveStream {

    private final ReadChanges reads;
    private final String userId;
    private final @Nullable UUID batchId;
    private final Duration space;
    private final Map<UUID, Long> sent = new HashMap<>(); // rows at or after the cursor
    private long cursor;
    private boolean deleted;

    /**
     * @param batchId null for all batches of the user
     * @param space   between two reads
     */
    LiveStream(ReadChanges reads, String userId, @Nullable UUID batchId, Duration space) {
        this.reads = reads;
        this.userId = userId;
        this.batchId = batchId;
        this.space = space;
    }

    /** First event of every connection. @param resumed whether the client has missed nothing; if not, it reads its lists anew */
    record Opened(boolean resumed) {}

    /**
     * @param lastEventId of a connection before; null, one that this database did not issue, or one so old that what was deleted since is
     *     not known any more, begins anew: a batch's stream with
     *     all its rows, a user's with what changes from now on
     * @param calls       that there may be something to read
     */
    Flux<ServerSentEvent<Object>> events(@Nullable String lastEventId, Flux<Boolean> calls) {
        Flux<Boolean> triggers = Flux.merge(calls, Flux.just(true));
        return reads.bounds(userId)
                .flatMapMany(bounds -> Flux.concat(
                        Mono.just(open(lastEventId, bounds)),
                        triggers.onBackpressureLatest()
                                .concatMap(
                                        call -> changes()
                                                .concatWith(Mono.delay(space).then(Mono.empty())),
                                        0)
                                .takeUntil(event -> deleted)));
    }

    private ServerSentEvent<Object> open(@Nullable String lastEventId, Bounds bounds) {
        long asked = number(lastEventId);
        boolean resumed = asked >= 0 && bounds.contain(asked);
        long fresh = batchId == null ? bounds.next() : 0;
        cursor = resumed ? asked : fresh;
        return event("open", cursor, new Opened(resumed));
    }

    private Flux<ServerSentEvent<Object>> changes() {
        return Flux.defer(() -> reads.since(userId, batchId, cursor, this::isNew))
                .doOnNext(this::advance)
                .filter(portion -> !portion.changes().isEmpty())
                .concatMap(LiveStream::outgoing, 0)
                .onErrorResume(
                        TooManyChanges.class, tooMany -> reads.bounds(userId).map(this::restart));
    }

    /** Its successor is read when it is being written. */
    private static Flux<ServerSentEvent<Object>> outgoing(Portion portion) {
        var changes = new Outgoing(portion.changes());
        return Flux.just(event("changes", portion.cursor(), changes))
                .concatWith(changes.whenEncoded().then(Mono.empty()));
    }

    private ServerSentEvent<Object> restart(Bounds bounds) {
        cursor = bounds.next();
        sent.clear();
        return event("open", cursor, new Opened(false));
    }

    private boolean isNew(Row row) {
        return !Long.valueOf(row.changed()).equals(sent.get(row.id()));
    }

    private void advance(Portion portion) {
        portion.changed().forEach(row -> sent.put(row.id(), row.changed()));
        cursor = portion.cursor();
        deleted = batchId != null && portion.changes().deleted().batches().contains(batchId);
        sent.values().removeIf(changed -> changed < cursor);
    }

    private static long number(@Nullable String lastEventId) {
        try {
            return lastEventId == null ? -1 : Long.parseLong(lastEventId);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static ServerSentEvent<Object> event(String type, long id, Object data) {
        return ServerSentEvent.builder(data).event(type).id(Long.toString(id)).build();
    }
}
