package io.ingestio.messaging.deadletter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param retention how long a dead letter is kept for an administrator. Shorter than tombstones are, or an event that is applied late
 *     would bring back what was deleted
 */
@ConfigurationProperties("ingestio.dead-letters")
record DeadLetterSettings(@DefaultValue("14d") Duration retention) {}
