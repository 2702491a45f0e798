package io.ingestio.export.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How exports are built.
 *
 * @param enabled     whether this process builds exports
 * @param concurrency exports built at the same time by this process; building is bound by the processor
 * @param poll        between two claims while the queue is empty
 * @param lease       how long a builder that died blocks its export; renewed at a third of it
 * @param patience    how long the export of a batch waits for the end of the batch and for all of its data to arrive
 * @param attempts    before an export fails for good
 * @param retention   how long a finished export and its file are kept
 * @param waiting     exports of one user that wait or are being built; more are refused
 * @param longest     that one attempt may read and write; then the export fails, because another would take as long
 */
@ConfigurationProperties("ingestio.export")
public record ExportSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("2") int concurrency,
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("10") int attempts,
        @DefaultValue("30d") Duration retention,
        @DefaultValue("20") int waiting,
        @DefaultValue("20m") Duration longest) {

    /** One builder is left for the others. */
    int mostOfAUser() {
        return Math.max(1, concurrency - 1);
    }
}
