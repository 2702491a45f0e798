package io.ingestio.messaging.event;

/** An event whose type this version does not know: a newer producer's. */
public final class UnknownType extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownType(String type) {
        super("unknown event type " + type);
    }
}
