package io.ingestio.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The running server process of a PostgreSQL data folder. */
record Postmaster(ProcessHandle process) {
    private static final long STOP_SECONDS = 20;

    /** The process that serves this folder, if one does: {@code postmaster.pid} names it on its first line. */
    static Optional<Postmaster> of(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                    .filter(process -> process.info()
                            .command()
                            .map(path -> path.endsWith("postgres"))
                            .orElse(true))
                    .map(Postmaster::new);
        }
    }

    /**
     * Stops a server whose JVM was killed. A server whose JVM is alive is not touched: its JVM holds the lock file, and
     * the start that follows fails on it.
     */
    static void stopLeftover(Path data) throws IOException {
        Optional<Postmaster> found = of(data);
        if (found.isPresent() && isOrphaned(data)) {
            found.get().stop();
        }
    }

    /**
     * Ends the server when this JVM ends, however it ends: a shutdown hook does not run on {@code kill -9}, but a pipe
     * does close. The shell waits for that, then asks for a fast shutdown (SIGINT).
     *
     * @return the shell; destroy it when the server has stopped
     */
    Process endWithThisJvm() throws IOException {
        return new ProcessBuilder("sh", "-c", "trap '' INT HUP; read -r _; kill -INT " + process.pid())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void stop() throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("PostgreSQL (process " + process.pid() + ") is left over and does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static boolean isOrphaned(Path data) throws IOException {
        Path lockFile = data.resolve("epg-lock");
        if (!Files.exists(lockFile)) {
            return false;
        }
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        }
    }
}
