package io.ingestio.upload.scratch;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.springframework.http.HttpStatus;

/**
 * Bytes that all requests together may hold, on disk or on the heap. One user may hold half of them, so that no one keeps all others out.
 */
final class ByteBudget {

    private static final Duration SHORTLY = Duration.ofSeconds(5);

    private final long limit;
    private final Map<String, Long> ofUsers = new HashMap<>();
    private long held;

    ByteBudget(long limit) {
        this.limit = limit;
    }

    /** What one request holds. It begins with nothing. */
    Share share(String user) {
        return new Share(user);
    }

    private synchronized boolean hasRoomFor(String user, long bytes) {
        return held + bytes <= limit && ofUsers.getOrDefault(user, 0L) + bytes <= limit / 2;
    }

    /**
     * @throws Problem 503 {@code scratch_full} if there is no room for them now
     */
    void requireRoom(String user, long bytes) {
        if (!hasRoomFor(user, bytes)) {
            throw full();
        }
    }

    synchronized long held() {
        return held;
    }

    private synchronized boolean claim(String user, long bytes) {
        if (bytes > 0 && !hasRoomFor(user, bytes)) {
            return false;
        }
        held += bytes;
        ofUsers.merge(user, bytes, (before, more) -> before + more == 0 ? null : Long.valueOf(before + more));
        return true;
    }

    /** The bytes of one request; may be used by several threads. */
    final class Share {
        private final String user;
        private long bytes;
        private boolean ended;

        private Share(String user) {
            this.user = user;
        }

        /**
         * @throws Problem 503 {@code scratch_full} if there is no room
         * @throws CancellationException if the request has ended
         */
        synchronized void add(long more) {
            set(bytes + more);
        }

        /** As {@link #add}, to this number of bytes in all. */
        synchronized void set(long all) {
            if (ended) {
                throw new CancellationException("the request has ended");
            }
            if (all != bytes && !claim(user, all - bytes)) {
                throw full();
            }
            bytes = all;
        }

        synchronized long bytes() {
            return bytes;
        }

        /** Gives everything back; may be called again. */
        synchronized void end() {
            if (!ended) {
                set(0);
                ended = true;
            }
        }
    }

    private static Problem full() {
        return Problem.retryable(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        ErrorCode.SCRATCH_FULL,
                        "Too many files are being received right now. Try again shortly.")
                .after(SHORTLY);
    }
}
