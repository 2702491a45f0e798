package io.ingestio.embedded;

/** One of the embedded parts could not be started; the cause says why, the message which part and where. */
public final class PartDidNotStart extends RuntimeException {
    PartDidNotStart(String part, int port, Throwable cause) {
        super(part + " did not start on port " + port + ": " + cause.getMessage(), cause);
    }
}
