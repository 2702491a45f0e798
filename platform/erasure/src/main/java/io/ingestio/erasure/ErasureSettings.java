package io.ingestio.erasure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long it is remembered who was erased and what was deleted, so that what still arrives of it is deleted or not added.
 *
 * @param retention of the request or tombstone; longer than topics keep events
 */
@ConfigurationProperties("ingestio.erasure")
public record ErasureSettings(@DefaultValue("30d") Duration retention) {}
