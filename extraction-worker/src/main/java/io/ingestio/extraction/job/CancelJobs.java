package io.ingestio.extraction.job;

import io.ingestio.database.Tenancy;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Cancels the running jobs of a user who is being erased, without an event: nothing of the user is published any more. The attempts
 * lose their lease, so they can store nothing, and are cancelled at the next heartbeat.
 */
@Component
public class CancelJobs {

    private final OverdueJobTable overdue;
    private final Tenancy tenancy;

    CancelJobs(OverdueJobTable overdue, Tenancy tenancy) {
        this.overdue = overdue;
        this.tenancy = tenancy;
    }

    /** @return how many */
    public Mono<Long> ofUser(String userId) {
        return tenancy.statementAsService(overdue.cancel(userId));
    }
}
