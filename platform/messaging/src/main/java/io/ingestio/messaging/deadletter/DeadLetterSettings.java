package io.ingestio.messaging.deadletter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param retention     how long a dead letter is kept for an administrator. With the time that topics keep events it is shorter than
 *     tombstones are kept, or an event that is applied late would bring back what was deleted
 * @param actsRetention how long it is known what administrators did with dead letters
 */
@ConfigurationProperties("ingestio.dead-letters")
record DeadLetterSettings(
        @DefaultValue("14d") Duration retention,
        @DefaultValue("365d") Duration actsRetention) {}
