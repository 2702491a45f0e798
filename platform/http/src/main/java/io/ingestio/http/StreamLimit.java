package io.ingestio.http;

import io.ingestio.contracts.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;

/** How many answers that last are open in this process, in all and for each user. */
public final class StreamLimit {

    private final int all;
    private final int perUser;
    private final String detail;
    private final Duration retry;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byUser = new ConcurrentHashMap<>();

    /**
     * @param detail what a user reads beyond a limit
     * @param retry  when one may have ended
     */
    public StreamLimit(int all, int perUser, String detail, Duration retry) {
        this.all = all;
        this.perUser = perUser;
        this.detail = detail;
        this.retry = retry;
    }

    /**
     * To be called before the answer begins, so that the refusal has its own status and headers.
     *
     * @throws Problem 429 {@code too_many_streams}
     */
    public void check(String userId) {
        if (open.get() >= all || byUser.getOrDefault(userId, 0) >= perUser) {
            throw Problem.retryable(HttpStatus.TOO_MANY_REQUESTS, ErrorCode.TOO_MANY_STREAMS, detail)
                    .after(retry);
        }
    }

    /** The stream, counted from its subscription to its end. */
    public <T> Flux<T> counted(String userId, Flux<T> stream) {
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

    /** In all. */
    public int count() {
        return open.get();
    }
}
