package io.ingestio.upload.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The disk on which files lie between receipt and storage. Each process has a folder with a lock file beside it; the lock ends with the
 * process, however it ends, and a process that starts removes the folders whose lock is free. So nothing is left behind for longer than
 * until the next start, and no replica on the same disk loses a file.
 */
public final class ScratchSpace implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchSpace.class);
    private static final String LOCK = ".lock";

    /**
     * The same for all instances in this JVM. A lock of one's own process is never looked at: closing a second channel of its file would
     * release it.
     */
    private static final String PROCESS = "p%d-%d-"
            .formatted(
                    ProcessHandle.current().pid(),
                    ProcessHandle.current()
                            .info()
                            .startInstant()
                            .orElse(Instant.EPOCH)
                            .toEpochMilli());

    private final ByteBudget disk;
    private final ByteBudget memory;
    private final Path folder;
    private final Path lockFile;
    private final FileChannel lock;

    private ScratchSpace(Path folder, Path lockFile, FileChannel lock, ByteBudget disk, ByteBudget memory) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
        this.disk = disk;
        this.memory = memory;
    }

    /** Removes what ended processes left, and makes a folder for this one. */
    static ScratchSpace open(ScratchSettings settings) {
        try {
            Path root = Files.createDirectories(settings.scratch());
            removeAbandoned(root);
            Path folder = root.resolve(PROCESS + UUID.randomUUID());
            Path lockFile = root.resolve(folder.getFileName() + LOCK);
            FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.lock();
            if (!Files.exists(lockFile)) { // removed by a process that started in between
                lock.close();
                return open(settings);
            }
            createPrivate(folder);
            return new ScratchSpace(
                    folder,
                    lockFile,
                    lock,
                    new ByteBudget(settings.scratchLimit().toBytes()),
                    new ByteBudget(settings.formMemory().toBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Other accounts of the host read nothing of it. */
    private static void createPrivate(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    private static void removeAbandoned(Path root) throws IOException {
        List<Path> locks;
        try (var entries = Files.list(root)) {
            locks = entries.filter(entry -> entry.toString().endsWith(LOCK))
                    .filter(entry -> !entry.getFileName().toString().startsWith(PROCESS))
                    .toList();
        }
        for (Path lockFile : locks) {
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
                if (channel.tryLock() != null) {
                    String name = lockFile.getFileName().toString();
                    FileSystemUtils.deleteRecursively(root.resolve(name.substring(0, name.length() - LOCK.length())));
                    Files.deleteIfExists(lockFile);
                    LOG.info("scratch files of an ended process removed folder={}", name);
                }
            } catch (IOException | OverlappingFileLockException e) {
                LOG.warn("scratch files not removed lock={} failure={}", lockFile, e.toString());
            }
        }
    }

    /** A folder for the files of one request; to be discarded. Blocks. */
    public ScratchFolder newFolder(String user) {
        Path path = folder.resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ScratchFolder(path, disk.share(user), memory.share(user));
    }

    /**
     * For a request that announces so many bytes of files.
     *
     * @throws io.ingestio.http.Problem 503 {@code scratch_full} if there is no room for them now
     */
    public void requireRoom(String user, long bytes) {
        disk.requireRoom(user, bytes);
    }

    /** Bytes of files that are there now. */
    public long heldBytes() {
        return disk.held();
    }

    /** Bytes of form fields that are on the heap now. */
    public long heldMemory() {
        return memory.held();
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        Files.deleteIfExists(lockFile);
        lock.close();
    }
}
