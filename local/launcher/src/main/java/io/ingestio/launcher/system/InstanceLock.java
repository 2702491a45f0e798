package io.ingestio.launcher.system;

import io.ingestio.launcher.part.CannotRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Held by the system that runs on a home while its process lives; the operating system releases it even after a kill.
 */
public final class InstanceLock implements AutoCloseable {
    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Tries for a moment, because {@link #isHeld} of another process holds the lock for a moment too. */
    static InstanceLock acquire(Home home) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            InstanceLock lock = tryAcquire(home);
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new CannotRun("IngestIO already runs on the data in " + home.folder());
    }

    /** Whether a system runs on this home, or is starting or stopping. */
    public static boolean isHeld(Home home) {
        InstanceLock lock = tryAcquire(home);
        if (lock == null) {
            return true;
        }
        lock.close();
        return false;
    }

    private static @Nullable InstanceLock tryAcquire(Home home) {
        Path file = home.run().resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locks(channel)) {
                return new InstanceLock(channel);
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
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
