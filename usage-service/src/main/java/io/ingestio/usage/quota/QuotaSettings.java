package io.ingestio.usage.quota;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long pages stay set aside.
 *
 * @param lifetime       of a reservation, from its last renewal; longer than a document may be retried, or a slow one would lose it
 * @param sweepEvery     between two looks for reservations and billing periods that are over
 * @param reconcileAfter the age at which an open reservation is compared with the extraction's events, and again each time
 * @param reconcileEvery between two such comparisons, each of which reads the topic since the oldest open reservation
 */
@ConfigurationProperties("ingestio.quota")
record QuotaSettings(
        @DefaultValue("24h") Duration lifetime,
        @DefaultValue("30s") Duration sweepEvery,
        @DefaultValue("1h") Duration reconcileAfter,
        @DefaultValue("5m") Duration reconcileEvery) {}
