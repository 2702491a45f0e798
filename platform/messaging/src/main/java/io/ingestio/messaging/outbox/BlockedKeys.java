package io.ingestio.messaging.outbox;

import io.ingestio.background.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys whose last send failed. A blocked key waits, and is then probed with its first row alone, so that the rows behind it are not
 * sent again with every attempt and other keys are not held up. Kept in memory: another relay finds out for itself.
 *
 * <p>Bounded: while the broker is down every key fails, and those beyond {@value #MOST} are just tried again. A key whose wait ended
 * long ago was sent by another relay, and is forgotten.
 */
final class BlockedKeys {

    private static final Backoff BACKOFF = Backoff.doubling(Duration.ofMillis(500), Duration.ofSeconds(30));

    private static final int MOST = 1_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(5);

    private final Map<String, Blocked> keys = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Blocked(int failures, Instant until) {}

    BlockedKeys(Clock clock) {
        this.clock = clock;
    }

    void failed(String key) {
        if (keys.size() >= MOST && !keys.containsKey(key)) {
            return;
        }
        keys.compute(key, (same, before) -> {
            int failures = before == null ? 1 : before.failures() + 1;
            return new Blocked(failures, clock.instant().plus(BACKOFF.after(failures)));
        });
    }

    void succeeded(String key) {
        keys.remove(key);
    }

    /** Whether only the first row of the key may be sent. */
    boolean contains(String key) {
        return keys.containsKey(key);
    }

    /** The keys that must not be sent yet. */
    List<String> waiting() {
        Instant now = clock.instant();
        keys.values().removeIf(blocked -> blocked.until().plus(FORGOTTEN).isBefore(now));
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().until().isAfter(now))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
