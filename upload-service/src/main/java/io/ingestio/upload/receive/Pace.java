package io.ingestio.upload.receive;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/**
 * The pace at which a sender must send: never silent for longer than the idle time, and on average over that time at least the minimal
 * rate. One that sends a byte now and then, to hold a connection and a folder, ends with a {@link TimeoutException}.
 */
final class Pace {

    private final Duration idle;
    private final long leastBytes;
    private final LongSupplier nanoTime;
    private long since;
    private long bytes;

    /** @param bytesPerSecond the minimal rate */
    Pace(Duration idle, long bytesPerSecond, LongSupplier nanoTime) {
        this.idle = idle;
        this.leastBytes = bytesPerSecond * idle.toMillis() / 1000;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    Flux<DataBuffer> require(Flux<DataBuffer> body) {
        return body.timeout(idle).handle(this::check);
    }

    private void check(DataBuffer buffer, SynchronousSink<DataBuffer> checked) {
        if (isKept(buffer.readableByteCount())) {
            checked.next(buffer);
        } else {
            DataBufferUtils.release(buffer);
            checked.error(new TimeoutException("the sender is too slow"));
        }
    }

    /** Whether the sender keeps the pace with these bytes, which arrive now. */
    boolean isKept(int more) {
        bytes += more;
        long now = nanoTime.getAsLong();
        if (now - since < idle.toNanos()) {
            return true;
        }
        boolean kept = bytes >= leastBytes;
        since = now;
        bytes = 0;
        return kept;
    }
}
