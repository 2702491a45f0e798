package io.ingestio.launcher.part;

/** The system cannot run, for a reason that one line tells the person who started it. */
public final class CannotRun extends RuntimeException {
    public CannotRun(String message) {
        super(message);
    }

    public CannotRun(String message, Throwable cause) {
        super(message, cause);
    }
}
