package io.ingestio.orchestrator.feed;

import io.ingestio.background.WakeUp;
import io.ingestio.database.Notifications;
import io.ingestio.database.Tenancy;
import io.ingestio.orchestrator.feed.ChangeTable.Changed;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls the listeners of a batch, and those of its user, after a change has committed, in whichever process. One read per process
 * serves them all: after a commit here, after a call of another replica, and every second, should a call be lost. A call says only
 * that there may be something to read.
 */
@Component
public class ChangeFeed {

    static final String CHANNEL = "orchestration_changes";

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ADOPTED = 500; // batches of a round

    private final Listeners listeners = new Listeners();
    private final WakeUp wakeUp = new WakeUp();
    private final AtomicBoolean committed = new AtomicBoolean();
    private final String replica = UUID.randomUUID().toString();
    private final ChangeTable changes;
    private final Notifications notifications;
    private final Tenancy tenancy;
    private long cursor = -1; // of the loop's thread, as the next two
    private boolean adopting = true;
    private Set<Seen> seen = Set.of();

    private record Seen(UUID batchId, long changed) {}

    ChangeFeed(ChangeTable changes, Notifications notifications, Tenancy tenancy) {
        this.changes = changes;
        this.notifications = notifications;
        this.tenancy = tenancy;
    }

    /** Emits when the batch may have changed, from subscription on. Completes when the process stops. */
    public Flux<Boolean> ofBatch(UUID batchId) {
        return listeners.of(batchId);
    }

    /** As {@link #ofBatch}, for all batches of a user. */
    public Flux<Boolean> ofUser(String userId) {
        return listeners.of(userId);
    }

    /** Part of a transaction that changes batches: after its commit the listeners are called. */
    public Mono<Void> callAfterCommit() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        committed.set(true);
                        wakeUp.call();
                        return Mono.empty();
                    }
                }))
                .then();
    }

    /** A call of a replica; its own ones change nothing. */
    void called(String payload) {
        if (!payload.equals(replica)) {
            wakeUp.call();
        }
    }

    WakeUp wakeUp() {
        return wakeUp;
    }

    /** Calls the other replicas if something was committed here, then every listener of what has changed. */
    void round() {
        if (committed.getAndSet(false)) {
            notifications.call(CHANNEL, replica).block(LIMIT);
        }
        adoptSome();
        Flux<Changed> rows = cursor < 0 ? changes.now() : changes.since(cursor);
        Set<Seen> now = new HashSet<>();
        List<Long> next = tenancy.statementAsService(rows)
                .doOnNext(row -> call(row, now))
                .map(Changed::next)
                .distinct()
                .collectList()
                .block(LIMIT);
        cursor = Objects.requireNonNull(next).getFirst();
        seen = now;
    }

    /** A portion in each round after the start, until none is left. */
    private void adoptSome() {
        if (adopting) {
            Long adopted = tenancy.asService(changes.adopt(ADOPTED)).block(LIMIT);
            adopting = adopted != null && adopted > 0;
            if (adopting) {
                LOG.warn("batches of a restored database adopted batches={}", adopted);
                wakeUp.call();
            }
        }
    }

    private void call(Changed row, Set<Seen> now) {
        if (row.batchId() == null || row.userId() == null || row.changed() == null) {
            return;
        }
        Seen change = new Seen(row.batchId(), row.changed());
        now.add(change);
        if (!seen.contains(change)) {
            listeners.call(row.batchId());
            listeners.call(row.userId());
        }
    }

    int listeners() {
        return listeners.count();
    }

    void complete() {
        listeners.complete();
    }
}
