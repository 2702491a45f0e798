package io.ingestio.messaging.deadletter;

import io.ingestio.database.Tenancy;
import io.ingestio.messaging.event.EventCodec;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;

/** Deletes dead letters of a user who is being erased. */
public final class DeleteDeadLetters {

    private final DeadLetterTable table;
    private final EventCodec codec;
    private final Tenancy tenancy;

    DeleteDeadLetters(DeadLetterTable table, EventCodec codec, Tenancy tenancy) {
        this.table = table;
        this.codec = codec;
        this.tenancy = tenancy;
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
