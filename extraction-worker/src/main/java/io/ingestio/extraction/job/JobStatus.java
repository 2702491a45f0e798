package io.ingestio.extraction.job;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a job stands. {@link Move} lists every legal change; each is one statement of {@link JobTable} or {@link
 * MovedJobTable}. */
enum JobStatus {
    QUEUED,
    PROCESSING,
    COMPLETED,
    FAILED,
    /** By its user, before it ended. */
    CANCELLED;

    /** The value of the column {@code status}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A final state: no move leaves it but {@link Move#REPEAT}. */
    boolean isFinal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /**
     * The transitions of a job. A move whose row is not in {@link #isLegalFrom} changes nothing; those that leave {@link #PROCESSING} also
     * compare the lease, so that a worker without it changes nothing either.
     */
    enum Move {
        /** A worker gets the job under a lease; the attempt is counted now, so that work that kills its worker counts. */
        CLAIM(QUEUED, PROCESSING),
        /** The attempt succeeded. */
        COMPLETE(PROCESSING, COMPLETED),
        /** The attempt failed for good. */
        FAIL(PROCESSING, FAILED),
        /** The attempt is followed by another after its backoff. */
        RETRY(PROCESSING, QUEUED),
        /** The worker stops before the attempt has ended; the attempt is not counted. */
        RETURN(PROCESSING, QUEUED),
        /** The lease expired: another worker may claim the job at once. */
        REAP(PROCESSING, QUEUED),
        /** The lease expired too often: {@code crash_loop}. */
        ABANDON(PROCESSING, FAILED),
        /** A dependency was unavailable for too long, and the job could not even be claimed. */
        EXPIRE(QUEUED, FAILED),
        /** The user does not want it any more; a worker that runs it sees that its lease is lost, and aborts the call. */
        CANCEL(EnumSet.of(QUEUED, PROCESSING), CANCELLED),
        /** The job's user is being erased. */
        ERASE(PROCESSING, CANCELLED),
        /** The event of its end was lost: the stored reply of the model is read again, and nothing is charged again. */
        REPEAT(COMPLETED, QUEUED);

        private final Set<JobStatus> from;
        private final JobStatus to;

        Move(JobStatus from, JobStatus to) {
            this(EnumSet.of(from), to);
        }

        Move(Set<JobStatus> from, JobStatus to) {
            this.from = from;
            this.to = to;
        }

        boolean isLegalFrom(JobStatus status) {
            return from.contains(status);
        }

        JobStatus to() {
            return to;
        }

        /** The status after this move of a job in {@code status}: unchanged where the move is not legal. */
        JobStatus applyTo(JobStatus status) {
            return isLegalFrom(status) ? to : status;
        }
    }
}
