package io.ingestio.contracts.status;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The life of an export, and the one table of its legal transitions. */
public enum ExportStatus {
    /** Waits for a builder: new, or to be retried. */
    QUEUED,
    /** Claimed by a builder under a lease. */
    PROCESSING,
    /** The file can be downloaded. Final. */
    COMPLETED,
    /** There is no file, and the error code says why. Final. */
    FAILED;

    /** {@code PROCESSING} to itself: another builder claims the export after the lease has expired. */
    public Set<ExportStatus> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(PROCESSING);
            case PROCESSING -> EnumSet.of(PROCESSING, QUEUED, COMPLETED, FAILED);
            case COMPLETED, FAILED -> EnumSet.noneOf(ExportStatus.class);
        };
    }

    public boolean isTerminal() {
        return next().isEmpty();
    }

    /** The status in the API and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
