package io.ingestio.messaging.event;

/** A record that is no event of the contract: unreadable JSON, a missing field, a value out of range. */
public final class BadEvent extends RuntimeException {
    BadEvent(String message, Throwable cause) {
        super(message, cause);
    }

    BadEvent(String message) {
        super(message);
    }
}
