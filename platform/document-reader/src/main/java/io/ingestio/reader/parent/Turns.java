package io.ingestio.reader.parent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose request is next. Each share has a queue of its own and they have turns, so that five hundred files of one user delay the single
 * file of another by one file at most, not even that: a share that has no child may have the one more than {@code children}. A
 * share whose document cost a child lately has one child at a time. Bookkeeping only; safe for several threads.
 */
final class Turns<T> {
    /** How long a share has one child after it cost one. */
    private static final Duration CAUTION = Duration.ofMinutes(1);

    private final int children;
    private final Clock clock;
    /** Without empty queues; the first one has waited the longest for its turn. */
    private final Map<String, Deque<T>> waiting = new LinkedHashMap<>();

    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Instant> cautious = new HashMap<>();
    private int busy;

    Turns(int children, Clock clock) {
        this.children = children;
        this.clock = clock;
    }

    /** A request that may start; {@link #end} follows. */
    record Turn<T>(String share, T work) {}

    synchronized void add(String share, T work) {
        waiting.computeIfAbsent(share, name -> new ArrayDeque<>()).add(work);
    }

    /** Removes a request that has not started. */
    synchronized void remove(String share, T work) {
        Deque<T> queue = waiting.get(share);
        if (queue != null && queue.remove(work) && queue.isEmpty()) {
            waiting.remove(share);
        }
    }

    /** The next request; null if none may start now. */
    synchronized @Nullable Turn<T> next() {
        for (Iterator<Map.Entry<String, Deque<T>>> shares = waiting.entrySet().iterator(); shares.hasNext(); ) {
            Map.Entry<String, Deque<T>> entry = shares.next();
            String share = entry.getKey();
            if (running.getOrDefault(share, 0) < limit(share)) {
                Deque<T> queue = entry.getValue();
                T work = queue.remove();
                shares.remove();
                if (!queue.isEmpty()) {
                    waiting.put(share, queue);
                }
                running.merge(share, 1, Integer::sum);
                busy++;
                return new Turn<>(share, work);
            }
        }
        return null;
    }

    /** @param lost whether the request cost its child */
    synchronized void end(String share, boolean lost) {
        running.computeIfPresent(share, (name, count) -> count == 1 ? null : count - 1);
        busy--;
        Instant now = clock.instant();
        cautious.values().removeIf(until -> until.isBefore(now));
        if (lost) {
            cautious.put(share, now.plus(CAUTION));
        }
    }

    private int limit(String share) {
        if (busy > children) {
            return 0;
        }
        Instant until = cautious.get(share);
        boolean one = busy == children || until != null && until.isAfter(clock.instant());
        return one ? 1 : children;
    }
}
