package io.ingestio.messaging.event;

/** An event of a known type in a newer, incompatible version: reading it as an older one would apply it wrongly. */
public final class NewerVersion extends RuntimeException {
    private static final long serialVersionUID = 1;

    NewerVersion(String type) {
        super("newer version of a known event type: " + type);
    }
}
