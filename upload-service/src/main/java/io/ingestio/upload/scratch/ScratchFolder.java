package io.ingestio.upload.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The files of one request, and what it holds of the bytes that all requests may hold, on disk and on the heap. What is to be held is said
 * before it is, and fails with a {@link io.ingestio.http.Problem} 503 {@code scratch_full} if there is no room for it.
 */
public final class ScratchFolder {

    private final Path path;
    private final ByteBudget.Share disk;
    private final ByteBudget.Share memory;

    ScratchFolder(Path path, ByteBudget.Share disk, ByteBudget.Share memory) {
        this.path = path;
        this.disk = disk;
        this.memory = memory;
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** More bytes are written to files. */
    public void addBytes(long bytes) {
        disk.add(bytes);
    }

    /** More bytes are held on the heap; returns how many that are. */
    public long addMemory(long bytes) {
        memory.add(bytes);
        return memory.bytes();
    }

    /** So many bytes are held on the heap now. */
    public void setMemory(long bytes) {
        memory.set(bytes);
    }

    /** Removes the files. Blocks. */
    public void discard() {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            disk.end();
            memory.end();
        }
    }

    /** As {@link #discard}, on a thread that may block. */
    public Mono<Void> discardLater() {
        return Mono.<Void>fromRunnable(this::discard).subscribeOn(Schedulers.boundedElastic());
    }
}
