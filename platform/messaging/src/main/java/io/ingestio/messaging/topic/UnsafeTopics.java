package io.ingestio.messaging.topic;

import java.util.List;

/** A topic would lose acknowledged events, so the service does not start. */
final class UnsafeTopics extends IllegalStateException {

    UnsafeTopics(List<String> faults) {
        super(String.join("; ", faults));
    }
}
