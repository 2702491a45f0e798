package io.ingestio.launcher.part;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A part that shares this process. */
final class PartInThisJvm implements RunningPart {
    private final String name;
    private final int port;
    private final Callable<? extends AutoCloseable> start;
    private @Nullable AutoCloseable running;

    private PartInThisJvm(String name, int port, Callable<? extends AutoCloseable> start) {
        this.name = name;
        this.port = port;
        this.start = start;
    }

    static PartInThisJvm start(String name, int port, Callable<? extends AutoCloseable> start) {
        var part = new PartInThisJvm(name, port, start);
        part.restart();
        return part;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public synchronized boolean isAlive() {
        return running != null;
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException(name + " shares its process with the others: run with processes");
    }

    @Override
    public synchronized void restart() {
        close();
        try {
            running = start.call();
        } catch (Exception e) {
            throw new CannotRun(name + " did not start: " + rootCause(e), e);
        }
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            try {
                running.close();
            } catch (Exception e) {
                throw new IllegalStateException(name + " did not stop", e);
            } finally {
                running = null;
            }
        }
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.toString() : message.lines().findFirst().orElse("");
    }
}
