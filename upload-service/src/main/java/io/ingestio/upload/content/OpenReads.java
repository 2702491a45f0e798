package io.ingestio.upload.content;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * How many files and pictures are being read from this process, in all and by each user. Each holds a connection to the object store for
 * as long as its reader takes.
 */
@Component
public class OpenReads {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ContentSettings settings;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byUser = new ConcurrentHashMap<>();

    OpenReads(ContentSettings settings) {
        this.settings = settings;
    }

    /** @throws Problem 429 {@code too_many_streams} */
    public void check(String userId) {
        if (open.get() >= settings.atOnce() || byUser.getOrDefault(userId, 0) >= settings.perUser()) {
            throw Problem.retryable(
                            HttpStatus.TOO_MANY_REQUESTS,
                            ErrorCode.TOO_MANY_STREAMS,
                            "Too many files are being read. Finish one, or try again shortly.")
                    .after(RETRY);
        }
    }

    /** The bytes, counted from their subscription to their end; fails as {@link #check} does. */
    public <T> Flux<T> counted(String userId, Flux<T> bytes) {
        return Flux.using(
                () -> {
                    check(userId);
                    open.incrementAndGet();
                    return byUser.merge(userId, 1, Integer::sum);
                },
                count -> bytes,
                count -> {
                    open.decrementAndGet();
                    byUser.computeIfPresent(userId, (user, now) -> now == 1 ? null : now - 1);
                });
    }
}
