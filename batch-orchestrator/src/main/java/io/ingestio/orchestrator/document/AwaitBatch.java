package io.ingestio.orchestrator.document;

import io.ingestio.database.Eventually;
import io.ingestio.http.Problem;
import io.ingestio.orchestrator.feed.ChangeFeed;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lets a read wait for a batch that was just submitted and travels through Kafka. It is repeated when the {@link ChangeFeed} says
 * that the batch has changed, and once at the deadline.
 */
@Component
public class AwaitBatch {

    private final Eventually eventually = new Eventually(Duration.ofSeconds(2));
    private final ChangeFeed feed;

    AwaitBatch(ChangeFeed feed) {
        this.feed = feed;
    }

    /**
     * Repeats a read that is empty for up to 2 s.
     *
     * @throws Problem 404 {@code not_found} if the batch is not there then, or is another user's
     */
    public <T> Mono<T> found(UUID batchId, Mono<T> read) {
        return eventually.find(read, feed.ofBatch(batchId)).switchIfEmpty(Mono.error(() -> Problem.notFound("batch")));
    }

    /** Completes when a read finds the batch, or after 2 s: for reads that are answered in either case. */
    public Mono<Void> arrived(UUID batchId, Mono<?> read) {
        return eventually.find(read, feed.ofBatch(batchId)).then();
    }
}
