package io.ingestio.extraction.extract;

import java.util.UUID;

/** Another worker has the job now: what this attempt writes has no effect, and nothing is written of its end. */
final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLost(UUID job) {
        super("job " + job, null, false, false);
    }
}
