package io.ingestio.messaging.deadletter;

import io.ingestio.messaging.event.BadEvent;
import io.ingestio.messaging.event.NewerVersion;
import io.ingestio.messaging.event.UnknownType;
import java.util.Locale;

/** Why a record is a dead letter. */
enum Kind {
    /** It is no event of the contract. */
    UNREADABLE,
    /** Its type is none that this version knows. */
    UNKNOWN_TYPE,
    /** Its schema is newer than this version. */
    NEWER_VERSION,
    /** It is an event, and applying it failed each time. */
    NOT_APPLIED;

    static Kind of(Throwable reason) {
        return switch (reason) {
            case UnknownType unknown -> UNKNOWN_TYPE;
            case NewerVersion newer -> NEWER_VERSION;
            case BadEvent bad -> UNREADABLE;
            default -> NOT_APPLIED;
        };
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
