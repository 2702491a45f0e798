package io.ingestio.background;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Where a pass over the oldest rows continues while some of them cannot be deleted: behind those, so that they stop no other. The next
 * pass begins with them again. For one {@link Sweep}.
 */
public final class PassOffset {

    private final AtomicLong left = new AtomicLong();

    /** How many rows, oldest first, the next portion skips. */
    public long get() {
        return left.get();
    }

    /**
     * After a portion.
     *
     * @param found   rows that the portion tried
     * @param deleted how many of them it deleted
     * @param limit   of the portion
     * @return {@code found}: a full portion is followed by another one
     */
    public long advance(long found, long deleted, int limit) {
        if (found < limit) {
            left.set(0);
        } else {
            left.addAndGet(found - deleted);
        }
        return found;
    }
}
