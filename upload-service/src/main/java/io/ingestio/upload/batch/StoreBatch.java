package io.ingestio.upload.batch;

import io.ingestio.messaging.outbox.Outbox;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes a submitted batch, its documents and its events in the running transaction. */
@Component
public class StoreBatch {

    private final BatchTable batches;
    private final Outbox outbox;

    StoreBatch(BatchTable batches, Outbox outbox) {
        this.batches = batches;
        this.outbox = outbox;
    }

    /** @return the batch, with the duplicates among its files */
    public Mono<NewBatch> store(NewBatch batch) {
        return batches.twins(batch.userId(), batch.accepted())
                .collectList()
                .map(batch::withTwins)
                .flatMap(known -> batches.insert(known)
                        .then(outbox.append(known.events()))
                        .thenReturn(known));
    }
}
