package io.ingestio.upload.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The files of one request, and what it holds of the bytes that all requests may hold. */
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

    /**
     * To be called before bytes are written.
     *
     * @throws io.ingestio.http.Problem 503 {@code scratch_full} if there is no room for them
     */
    public void addBytes(long bytes) {
        try {
            disk.add(bytes);
        } catch (ByteBudget.ScratchFull e) {
            throw ReceiptProblems.scratchFull();
        }
    }

    /**
     * To be called before bytes are read to the heap.
     *
     * @throws io.ingestio.http.Problem 503 {@code scratch_full} if there is no room for them
     */
    void holdInMemory(long bytes) {
        try {
            memory.add(bytes);
        } catch (ByteBudget.ScratchFull e) {
            throw ReceiptProblems.scratchFull();
        }
    }

    ByteBudget.Share memory() {
        return memory;
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
