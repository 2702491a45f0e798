package io.ingestio.export.data;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.Topic;
import io.ingestio.http.Problem;
import io.ingestio.messaging.barrier.ReadBarrier;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets a read wait until everything that other services have shown so far has arrived here: a document that is shown as completed
 * has data, however far this service is behind.
 */
@Component
public class AwaitData {

    private static final Duration RETRY = Duration.ofSeconds(2);

    /** Reads of one user that wait at the same time, in this process: others are not held up by them. */
    private static final int WAITING = 8;

    private final ReadBarrier barrier;
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

    AwaitData(ReadBarrier barrier) {
        this.barrier = barrier;
    }

    /**
     * Completes when submissions, results and ends of batches that were published before have been applied.
     *
     * @throws Problem 503 {@code service_unavailable} if that takes longer than 5 s, or many reads of this user wait: whether there are data is not known then
     */
    public Mono<Void> arrived(String userId) {
        return arrived(userId, Set.of());
    }

    /**
     * As {@link #arrived(String)}, for the events of these batches.
     *
     * @param batchIds empty for all
     */
    public Mono<Void> arrived(String userId, Set<UUID> batchIds) {
        return Mono.using(
                () -> waiting.merge(userId, 1, Integer::sum),
                count -> count > WAITING ? Mono.error(behind()) : arrived(batchIds),
                count -> waiting.computeIfPresent(userId, (user, now) -> now == 1 ? null : now - 1));
    }

    private Mono<Void> arrived(Set<UUID> batchIds) {
        Set<String> keys = batchIds.stream().map(UUID::toString).collect(Collectors.toSet());
        return Flux.just(Topic.UPLOAD, Topic.EXTRACTION, Topic.ORCHESTRATION)
                .flatMap(topic -> barrier.reached(topic, keys))
                .all(reached -> reached)
                .filter(reached -> reached)
                .switchIfEmpty(Mono.error(AwaitData::behind))
                .then();
    }

    private static Problem behind() {
        return Problem.retryable(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        ErrorCode.SERVICE_UNAVAILABLE,
                        "The data of recently completed documents are still arriving. Try again shortly.")
                .after(RETRY);
    }
}
