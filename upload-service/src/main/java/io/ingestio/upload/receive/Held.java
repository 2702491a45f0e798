package io.ingestio.upload.receive;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * A value with a buffer that is released once. Reactor's publishOn may discard a value twice when it is cancelled while another arrives:
 * released twice, the connection's own buffer would be gone, and the connection would break before its answer.
 */
final class Held<T> {
    private final T value;
    private final DataBuffer buffer;
    private final AtomicBoolean released = new AtomicBoolean();

    Held(T value, DataBuffer buffer) {
        this.value = value;
        this.buffer = buffer;
    }

    /** Releases the buffer when it has been used. */
    void use(Consumer<? super T> use) {
        try {
            use.accept(value);
        } finally {
            release();
        }
    }

    void release() {
        if (released.compareAndSet(false, true)) {
            DataBufferUtils.release(buffer);
        }
    }
}
