package io.ingestio.extraction.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long jobs are kept.
 *
 * @param retention after a job's end, with its raw model replies; longer than topics keep events, because a redelivered upload of a
 *     deleted job would run it again
 */
@ConfigurationProperties("ingestio.job")
record JobSettings(@DefaultValue("30d") Duration retention) {}
