package io.ingestio.extraction.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this process works through the queue.
 *
 * @param slots       documents in work at the same time in this process, from the reservation to the end
 * @param lease       how long a job is held without a heartbeat; another worker takes over after it
 * @param heartbeat   how often the leases of running jobs are renewed
 * @param busyPoll    pause between looks at the queue while there is work
 * @param idlePoll    longest pause while there is none; new jobs that arrive at this process end the pause at once
 * @param maxAttempts attempts that were the document's or the model's output's fault, before the job fails
 * @param maxCrashes  leases that may run out before the job fails with {@code crash_loop}
 * @param grace       how long running jobs may go on after the process was told to stop
 * @param readerChildren child JVMs that read documents
 */
@ConfigurationProperties("ingestio.worker")
public record WorkerSettings(
        @DefaultValue("64") int slots,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("8s") Duration heartbeat,
        @DefaultValue("20ms") Duration busyPoll,
        @DefaultValue("500ms") Duration idlePoll,
        @DefaultValue("3") int maxAttempts,
        @DefaultValue("5") int maxCrashes,
        @DefaultValue("5s") Duration grace,
        @DefaultValue("2") int readerChildren) {}
