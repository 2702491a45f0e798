package io.ingestio.launcher.soak;

import io.ingestio.launcher.soak.Observations.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the clients of a soak count, from many threads, and when they end. */
final class Tally {

    private static final int MOST_SURPRISES = 50;

    private final Instant start = Instant.now();
    private final Duration length;
    private final Map<String, Long> submitted = new ConcurrentHashMap<>();
    private final Queue<Duration> latencies = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong postponed = new AtomicLong();
    private final AtomicLong redelivered = new AtomicLong();
    private final AtomicLong attacks = new AtomicLong();
    private volatile @Nullable UUID newest;

    Tally(Duration length) {
        this.length = length;
    }

    Duration elapsed() {
        return Duration.between(start, Instant.now());
    }

    boolean isOver() {
        return elapsed().compareTo(length) >= 0;
    }

    void submitted(String user, UUID batch) {
        submitted.merge(user, 1L, Long::sum);
        newest = batch;
    }

    /** A batch of a well-behaved user, for the hostile one to ask for. */
    Optional<UUID> newestBatch() {
        return Optional.ofNullable(newest);
    }

    void ended(Duration latency) {
        latencies.add(latency);
    }

    long batchesEnded() {
        return latencies.size();
    }

    void repeated() {
        repeated.incrementAndGet();
    }

    void postponed() {
        postponed.incrementAndGet();
    }

    void redelivered() {
        redelivered.incrementAndGet();
    }

    void attackRefused() {
        attacks.incrementAndGet();
    }

    void surprise(String what) {
        if (surprises.size() < MOST_SURPRISES) {
            surprises.add(what);
        }
    }

    Load result() {
        return new Load(
                length,
                Map.copyOf(submitted),
                List.copyOf(latencies),
                repeated.get(),
                postponed.get(),
                redelivered.get(),
                attacks.get(),
                List.copyOf(surprises));
    }
}
