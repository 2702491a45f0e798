package io.ingestio.upload.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.buffer.DataBuffer;

/**
 * A file while it is written: size and hash of all bytes that come, of which none past the limit is kept. Blocks; not for an event loop.
 */
public final class ScratchFile implements AutoCloseable {

    private final ScratchFolder folder;
    private final Path path;
    private final FileChannel channel;
    private final long limit;
    private final MessageDigest sha256;
    private long size;

    /** @param limit bytes that are kept */
    public ScratchFile(ScratchFolder folder, String name, long limit) {
        this.folder = folder;
        this.path = folder.file(name);
        this.limit = limit;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
            this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(DataBuffer buffer) {
        try (DataBuffer.ByteBufferIterator chunks = buffer.readableByteBuffers()) {
            while (chunks.hasNext()) {
                write(chunks.next());
            }
        }
    }

    public void write(ByteBuffer chunk) {
        sha256.update(chunk.duplicate());
        size += chunk.remaining();
        if (isTooLarge()) {
            return;
        }
        folder.addBytes(chunk.remaining());
        try {
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isTooLarge() {
        return size > limit;
    }

    /** Ends the file. */
    public ReceivedFile toFile(String filename) {
        close();
        return new ReceivedFile(filename, path, size, HexFormat.of().formatHex(sha256.digest()), isTooLarge());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
