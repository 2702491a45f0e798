package io.ingestio.messaging.deadletter;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.OrchestrationEvent.BatchDeleted;
import io.ingestio.contracts.OrchestrationEvent.DocumentDeleted;
import io.ingestio.contracts.UploadEvent.BatchDiscarded;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Deletes dead letters with what they are about: documents and batches that are deleted, users who are erased. */
public final class DeleteDeadLetters {

    private final DeadLetterTable table;
    private final EventCodec codec;
    private final Tenancy tenancy;
    private final Duration retention;

    DeleteDeadLetters(DeadLetterTable table, EventCodec codec, Tenancy tenancy, Duration retention) {
        this.table = table;
        this.codec = codec;
        this.tenancy = tenancy;
        this.retention = retention;
    }

    /**
     * What was deleted is remembered for longer than an event stays on its topic and then is a dead letter, or one that is applied late
     * would bring it back.
     *
     * @param onTopic how long topics keep events
     * @throws IllegalArgumentException if it is not; the service does not start
     */
    public void requireShorterThan(String setting, Duration remembered, Duration onTopic) {
        if (retention.plus(onTopic).compareTo(remembered) >= 0) {
            throw new IllegalArgumentException("ingestio.dead-letters.retention=" + retention
                    + " and ingestio.kafka.retention=" + onTopic + " must together be shorter than " + setting + "="
                    + remembered);
        }
    }

    /** Deletes those about the documents and batches that these events say are deleted. Joins the running transaction. */
    public Mono<Void> about(Collection<? extends Event> events) {
        List<UUID> documents = new ArrayList<>();
        List<UUID> batches = new ArrayList<>();
        for (Event event : events) {
            switch (event) {
                case DocumentDeleted deleted -> documents.add(deleted.documentId());
                case BatchDeleted deleted -> batches.add(deleted.batchId());
                case BatchDiscarded discarded -> batches.add(discarded.batchId());
                default -> {}
            }
        }
        return documents.isEmpty() && batches.isEmpty()
                ? Mono.empty()
                : table.deleteAbout(documents, batches).then();
    }

    /** @return how many, up to {@code limit}; 0 once none is left */
    public Mono<Long> ofUser(String userId, int limit) {
        return tenancy.statementAsService(table.deleteOf(userId, limit))
                .flatMap(deleted -> deleted > 0 ? Mono.just(deleted) : unreadableOf(userId, limit));
    }

    /** Those that do not say whose they are, and hold the user's name. */
    private Mono<Long> unreadableOf(String userId, int limit) {
        byte[] text = codec.userField(userId).getBytes(StandardCharsets.UTF_8);
        return tenancy.statementAsService(table.containing(text))
                .filter(letter -> codec.isOf(userId, new String(letter.body(), StandardCharsets.UTF_8)))
                .map(DeadLetterTable.Body::id)
                .take(limit)
                .collectList()
                .filter(found -> !found.isEmpty())
                .flatMap(found -> tenancy.statementAsService(table.delete(found)))
                .defaultIfEmpty(0L);
    }
}
