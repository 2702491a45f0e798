package io.ingestio.usage.quota;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long pages stay reserved.
 *
 * @param lifetime       of a reservation, from its last renewal; longer than a document is retried, or a slow one would lose it
 * @param sweepEvery     between two sweeps for due reservations and ended billing periods
 * @param reconcileAfter the age at which an open reservation is compared with the extraction's events, and again after as long
 * @param reconcileEvery between two such comparisons, each of which reads the topic since the oldest open reservation
 */
@ConfigurationProperties("ingestio.quota")
record QuotaSettings(
        @DefaultValue("24h") Duration lifetime,
        @DefaultValue("30s") Duration sweepEvery,
        @DefaultValue("1h") Duration reconcileAfter,
        @DefaultValue("5m") Duration reconcileEvery) {}
