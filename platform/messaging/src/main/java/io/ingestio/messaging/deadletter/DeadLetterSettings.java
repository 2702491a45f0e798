package io.ingestio.messaging.deadletter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param retention how long a dead letter is kept for an administrator */
@ConfigurationProperties("ingestio.dead-letters")
record DeadLetterSettings(@DefaultValue("90d") Duration retention) {}
