package io.ingestio.usage.stripe.webhook;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The exact bytes of a request, up to a limit. Bytes beyond it are read and dropped, so that the caller can read the 413; beyond eight
 * times the limit the connection is closed.
 */
final class RawBody {

    static final int MAX_BYTES = 512 * 1024;

    private static final int MAX_DROPPED = 8 * MAX_BYTES;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long length;

    private RawBody() {}

    private static final class WithoutEnd extends RuntimeException {}

    /** Empty for a body over the limit. */
    static Mono<Optional<byte[]>> read(Flux<DataBuffer> body) {
        return body.reduceWith(RawBody::new, RawBody::add)
                .map(RawBody::bytes)
                .onErrorReturn(WithoutEnd.class, Optional.empty());
    }

    private RawBody add(DataBuffer buffer) {
        try {
            length += buffer.readableByteCount();
            if (length <= MAX_BYTES) {
                byte[] part = new byte[buffer.readableByteCount()];
                buffer.read(part);
                bytes.writeBytes(part);
            }
        } finally {
            DataBufferUtils.release(buffer);
        }
        if (length > MAX_DROPPED) {
            throw new WithoutEnd();
        }
        return this;
    }

    private Optional<byte[]> bytes() {
        return length <= MAX_BYTES ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }
}
