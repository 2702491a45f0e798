package io.ingestio.messaging.deadletter;

import io.ingestio.database.Tenancy;
import io.ingestio.messaging.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Deletes dead letters of a user who is being erased. */
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
     * What was deleted is remembered for longer than a dead letter is kept, or one that is applied late would bring it back.
     *
     * @throws IllegalArgumentException if it is not; the service does not start
     */
    public void requireShorterThan(String setting, Duration remembered) {
        if (retention.compareTo(remembered) >= 0) {
            throw new IllegalArgumentException("ingestio.dead-letters.retention=" + retention + " must be shorter than "
                    + setting + "=" + remembered);
        }
    }

    /** @return how many, up to {@code limit}; 0 once none is left */
    public Mono<Long> ofUser(String userId, int limit) {
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
