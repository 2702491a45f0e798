package io.ingestio.upload.receive;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Bytes that all requests together may hold, on disk or on the heap. One user may hold half of them, so that no one keeps all others out.
 */
final class ByteBudget {

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

    synchronized boolean hasRoomFor(String user, long bytes) {
        return held + bytes <= limit && ofUsers.getOrDefault(user, 0L) + bytes <= limit / 2;
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
         * @throws ScratchFull if there is no room
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
                throw new ScratchFull();
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

    /** No more bytes can be held now. */
    static final class ScratchFull extends RuntimeException {
        ScratchFull() {
            super("no room for more bytes", null, false, false);
        }
    }
}
