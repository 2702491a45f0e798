package io.ingestio.orchestrator.live;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** How many live streams are open in this process, in all and of each user. */
@Component
class OpenStreams {

    private static final Duration RETRY = Duration.ofSeconds(30);

    private final LiveSettings settings;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byUser = new ConcurrentHashMap<>();

    OpenStreams(LiveSettings settings) {
        this.settings = settings;
    }

    /** @throws Problem 429 {@code too_many_streams} */
    void check(String userId) {
        if (open.get() >= settings.streams() || byUser.getOrDefault(userId, 0) >= settings.userStreams()) {
            throw Problem.retryable(
                            HttpStatus.TOO_MANY_REQUESTS,
                            ErrorCode.TOO_MANY_STREAMS,
                            "Too many live streams are open. Close one, or try again later.")
                    .after(RETRY);
        }
    }

    /** The stream, counted from its subscription to its end. */
    <T> Flux<T> counted(String userId, Flux<T> stream) {
        return Flux.using(
                () -> {
                    open.incrementAndGet();
                    return byUser.merge(userId, 1, Integer::sum);
                },
                count -> stream,
                count -> {
                    open.decrementAndGet();
                    byUser.computeIfPresent(userId, (user, now) -> now == 1 ? null : now - 1);
                });
    }

    int count() {
        return open.get();
    }
}
