package io.ingestio.launcher.part;

import java.nio.file.Path;

/** One part of the running system: a store or an instance of a service. */
public interface RunningPart extends AutoCloseable {

    /** Starts a part that shares this process; returns when it is ready, or fails with {@link CannotRun}. */
    static RunningPart inThisJvm(PartSpec spec) {
        return PartInThisJvm.start(spec.name(), spec.port(), spec::start);
    }

    /**
     * Starts a part with a process of its own; returns when it is ready, or fails with {@link CannotRun}.
     *
     * @param logs the folder where its log goes, named after the part
     */
    static RunningPart inOwnJvm(PartSpec spec, Path logs) {
        return PartInOwnJvm.start(spec, logs);
    }

    /** {@code kafka}, {@code s3}, {@code upload-service}, {@code extraction-worker-2}, … */
    String name();

    int port();

    /** The process it runs in; the whole system's, unless the part has its own. */
    long pid();

    boolean isAlive();

    /**
     * Ends the process at once, as {@code kill -9} does, and returns when it is gone. Only for a part with its own
     * process.
     */
    void kill();

    /**
     * Starts the part again, on the same port and data, and returns when it is ready. A part that still runs is closed
     * first.
     */
    void restart();

    /** Stops cleanly. */
    @Override
    void close();
}
