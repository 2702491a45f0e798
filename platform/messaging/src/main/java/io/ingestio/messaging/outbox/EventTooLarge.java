package io.ingestio.messaging.outbox;

/** An event whose encoded body is larger than a record may be. It is rejected where it is made: Kafka would never accept it. */
public final class EventTooLarge extends IllegalArgumentException {

    EventTooLarge(String type, long bytes, int limit) {
        super("event " + type + " has " + bytes + " bytes, at most " + limit + " can be sent");
    }
}
