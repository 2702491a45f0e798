package io.ingestio.messaging.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the inbox remembers events, and waits for what they need.
 *
 * @param retention   longer than topics keep events: an event that is still on its topic must find its row
 * @param longestWait how long a partition waits for its next event's dependency, such as the object store; then the event is a dead
 *                    letter. While the database is away it waits without a limit
 */
@ConfigurationProperties("ingestio.inbox")
record InboxSettings(
        @DefaultValue("15d") Duration retention,
        @DefaultValue("1d") Duration longestWait) {

    InboxSettings {
        if (!longestWait.isPositive()) {
            throw new IllegalArgumentException("ingestio.inbox.longest-wait=" + longestWait + " must be positive");
        }
    }
}
