package io.ingestio.messaging.event;

/** A record that no retry can make into an event: unreadable JSON, a missing field, a value that its event refuses. */
public final class BadEvent extends RuntimeException {
    BadEvent(String message, Throwable cause) {
        super(message, cause);
    }

    BadEvent(String message) {
        super(message);
    }
}
