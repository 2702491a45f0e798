package io.ingestio.usage.stripe.webhook;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The exact bytes of a request, up to a limit. What is beyond it is read and dropped, so that the caller gets to read the refusal;
 * from eight times the limit on the connection is given up.
 */
final class RawBody {

    static final int MAX_BYTES = 512 * 1024;

    private static final int MAX_DROPPED = 8 * MAX_BYTES;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long length;

    private RawBody() {}

    private static final class WithoutEnd extends RuntimeException {}

    /** Empty for a body that is too large. */
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
