package io.ingestio.database.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the answer to a request is kept.
 *
 * @param retention within it a repeated request gets the stored answer; afterwards it is carried out again
 */
@ConfigurationProperties("ingestio.idempotency")
record IdempotencySettings(@DefaultValue("3d") Duration retention) {}
