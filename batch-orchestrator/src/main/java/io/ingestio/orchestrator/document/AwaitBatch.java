package io.ingestio.orchestrator.document;

import io.ingestio.database.Eventually;
import io.ingestio.http.Problem;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets a read wait for a batch that was just submitted and travels through Kafka. The listener of this process announces what it has
 * committed, so a waiting read follows at once; a batch that another process received is found by polling.
 */
@Component
public class AwaitBatch {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration EMIT_LIMIT = Duration.ofSeconds(1);

    private final Eventually eventually = new Eventually(DEADLINE, PAUSE);
    private final Sinks.Many<UUID> arrivals = Sinks.many().multicast().directBestEffort();

    /** To be called after the commit. Waiters that cannot keep up miss it and poll. */
    public void arrived(UUID batchId) {
        arrivals.emitNext(batchId, Sinks.EmitFailureHandler.busyLooping(EMIT_LIMIT));
    }

    /**
     * Repeats a read that is empty for up to 2 s.
     *
     * @throws Problem 404 {@code not_found} if the batch is not there then, or is another user's
     */
    public <T> Mono<T> found(UUID batchId, Mono<T> read) {
        Flux<UUID> hints = arrivals.asFlux().filter(batchId::equals);
        return eventually.find(read, hints).switchIfEmpty(Mono.error(() -> Problem.notFound("batch")));
    }
}
