package io.ingestio.upload.file;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.SynchronousSink;

/** Size and hash of a file while it streams by; lets nothing past the limit through. */
final class ByteCount {

    private final long limit;
    private final MessageDigest sha256;
    private long size;

    ByteCount(long limit) {
        this.limit = limit;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void keepWithinLimit(DataBuffer buffer, SynchronousSink<DataBuffer> kept) {
        size += buffer.readableByteCount();
        if (size > limit) {
            DataBufferUtils.release(buffer);
            return;
        }
        try (DataBuffer.ByteBufferIterator chunks = buffer.readableByteBuffers()) {
            while (chunks.hasNext()) {
                ByteBuffer chunk = chunks.next();
                sha256.update(chunk);
            }
        }
        kept.next(buffer);
    }

    ReceivedFile toFile(String filename, Path scratch) {
        return new ReceivedFile(filename, scratch, size, HexFormat.of().formatHex(sha256.digest()), size > limit);
    }
}
