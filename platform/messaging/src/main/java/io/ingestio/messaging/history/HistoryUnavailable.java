package io.ingestio.messaging.history;

import io.ingestio.background.TransientFailure;
import io.ingestio.contracts.Topic;

/** Kafka did not answer; the same read may succeed later. */
public final class HistoryUnavailable extends RuntimeException implements TransientFailure {
    private static final long serialVersionUID = 1L;

    HistoryUnavailable(Topic topic, Throwable cause) {
        super("events of " + topic.wireName() + " not read", cause);
    }
}
