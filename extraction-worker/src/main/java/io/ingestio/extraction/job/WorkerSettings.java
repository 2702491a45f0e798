package io.ingestio.extraction.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this process works through the queue.
 *
 * @param slots           documents that this process extracts at the same time, from the reservation to the end
 * @param lease           how long a claimed job is kept from other workers without a renewal
 * @param heartbeat       how often the leases of running jobs are renewed
 * @param busyPoll        pause between looks at the queue while there is work
 * @param idlePoll        longest pause while there is none; new jobs that arrive at this process end the pause at once
 * @param maxAttempts     counted attempts before the job fails
 * @param attemptDeadline for one attempt as a whole, waits for threads included; then it is cancelled and counted
 * @param maxPostponedAge how long attempts may fail in a row because of a dependency, uncounted, before the job fails
 * @param maxCrashes      leases that may expire before the job fails with {@code crash_loop}
 * @param grace           how long running jobs may continue after shutdown began
 * @param readerChildren  child JVMs that read documents
 */
@ConfigurationProperties("ingestio.worker")
public record WorkerSettings(
        @DefaultValue("64") int slots,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("8s") Duration heartbeat,
        @DefaultValue("20ms") Duration busyPoll,
        @DefaultValue("500ms") Duration idlePoll,
        @DefaultValue("3") int maxAttempts,
        @DefaultValue("15m") Duration attemptDeadline,
        @DefaultValue("24h") Duration maxPostponedAge,
        @DefaultValue("5") int maxCrashes,
        @DefaultValue("5s") Duration grace,
        @DefaultValue("2") int readerChildren) {}
