package io.ingestio.extraction.job;

import reactor.core.publisher.Mono;

/** The work of a claimed job. {@link JobLoop} runs it and ends each run with the outcome that this returns. */
public interface JobWork {

    /** One attempt. Does not write to the job; may fail with anything, and may be cancelled at any point. */
    Mono<Outcome> run(Job job);

    /**
     * How many jobs may be claimed now: at most the free slots, none while a dependency that every job needs is unavailable.
     *
     * @param running jobs that run in this process
     */
    int capacity(int free, int running);

    /** Whether that dependency answered last: jobs that waited for it wait for their turn only. */
    boolean isAvailable();

    /** What the failure of an attempt means for the job. Pure: neither fails nor blocks. */
    Outcome failed(Job job, Throwable failure);
}
