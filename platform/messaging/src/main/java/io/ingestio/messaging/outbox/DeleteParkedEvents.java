package io.ingestio.messaging.outbox;

import io.ingestio.database.Tenancy;
import io.ingestio.messaging.event.EventCodec;
import reactor.core.publisher.Mono;

/** Deletes parked events of a user who is being erased. Those in the outbox leave it by themselves. */
public final class DeleteParkedEvents {

    private final ParkedEventTable parked;
    private final EventCodec codec;
    private final Tenancy tenancy;

    DeleteParkedEvents(ParkedEventTable parked, EventCodec codec, Tenancy tenancy) {
        this.parked = parked;
        this.codec = codec;
        this.tenancy = tenancy;
    }

    /**
     * Decides by the field {@code userId} of the event: the same text elsewhere in it, such as in extracted data, is not the owner.
     *
     * @return how many, up to {@code limit}; 0 once none is left
     */
    public Mono<Long> ofUser(String userId, int limit) {
        return tenancy.statementAsService(parked.containing(codec.userField(userId)))
                .filter(event -> codec.isOf(userId, event.body()))
                .map(ParkedEventTable.Body::eventId)
                .take(limit)
                .collectList()
                .filter(found -> !found.isEmpty())
                .flatMap(found -> tenancy.statementAsService(parked.delete(found)))
                .defaultIfEmpty(0L);
    }
}
