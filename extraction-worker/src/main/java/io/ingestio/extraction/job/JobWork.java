package io.ingestio.extraction.job;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** What is done with a claimed job. The queue knows no more of it; a test's work may differ. */
public interface JobWork {

    /** How a job leaves its worker. */
    sealed interface Outcome {
        /** The work has ended the job itself, or found that the lease was lost. */
        record Settled() implements Outcome {}

        /**
         * The job goes back into the queue.
         *
         * @param counts whether the attempt counts against the document
         */
        record Retry(Duration delay, boolean counts) implements Outcome {}
    }

    Mono<Outcome> run(Job job);
}
