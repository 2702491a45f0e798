package io.ingestio.messaging.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the inbox remembers an event.
 *
 * @param retention longer than topics keep events: an event that is still on its topic must find its row
 */
@ConfigurationProperties("ingestio.inbox")
record InboxSettings(@DefaultValue("15d") Duration retention) {}
