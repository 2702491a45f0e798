package io.ingestio.launcher.part;

/** The system cannot run; the message is one line for the person who started it. */
public final class CannotRun extends RuntimeException {
    public CannotRun(String message) {
        super(message);
    }

    public CannotRun(String message, Throwable cause) {
        super(message, cause);
    }
}
