package io.ingestio.erasure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an erased user's data are deleted as they arrive.
 *
 * @param retention of the request; longer than topics keep events
 */
@ConfigurationProperties("ingestio.erasure")
record ErasureSettings(@DefaultValue("30d") Duration retention) {}
