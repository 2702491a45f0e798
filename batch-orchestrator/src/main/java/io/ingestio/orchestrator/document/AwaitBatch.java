package io.ingestio.orchestrator.document;

import io.ingestio.http.Problem;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A batch that was just submitted arrives through Kafka: the first look at it may come before it. */
public final class AwaitBatch {

    private static final int LOOKS = 40;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private AwaitBatch() {}

    /**
     * Repeats a look that finds nothing for up to 2 s.
     *
     * @throws Problem 404 {@code not_found} if the batch is not there then, or is another user's
     */
    public static <T> Mono<T> found(Mono<T> look) {
        return look.switchIfEmpty(Mono.error(() -> Problem.notFound("batch")))
                .retryWhen(Retry.fixedDelay(LOOKS, BETWEEN_LOOKS)
                        .filter(Problem.class::isInstance)
                        .onRetryExhaustedThrow((looks, last) -> last.failure()));
    }
}
