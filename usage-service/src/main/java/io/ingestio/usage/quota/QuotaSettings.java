package io.ingestio.usage.quota;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long pages stay set aside.
 *
 * @param lifetime   of a reservation, from its last renewal; longer than a document may be retried, or a slow one would lose it
 * @param sweepEvery between two looks for expired ones
 */
@ConfigurationProperties("ingestio.quota")
record QuotaSettings(@DefaultValue("24h") Duration lifetime, @DefaultValue("30s") Duration sweepEvery) {}
