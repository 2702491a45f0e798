package io.ingestio.export.content;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.format.ExportImpossible;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** How far a builder is, and whether it may continue; written by its thread, read where its lease is renewed. */
public final class Progress {

    private final Clock clock;
    private final Duration longest;
    private final Instant end;
    private volatile int done;
    private volatile @Nullable Integer of;
    private volatile boolean gaveUp;

    /** @param longest that the attempt may take from now on */
    public Progress(Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
        this.end = clock.instant().plus(longest);
    }

    /** The lease is lost: what this builder writes would be dropped. */
    public void giveUp() {
        gaveUp = true;
    }

    /**
     * @throws ExportImpossible {@code export_too_large} after the time of an attempt
     * @throws CancellationException if the lease is lost
     */
    public void check() {
        if (gaveUp) {
            throw new CancellationException("the lease of the export is lost");
        }
        if (clock.instant().isAfter(end)) {
            throw new ExportImpossible(
                    ErrorCode.EXPORT_TOO_LARGE,
                    "The file was not complete after %d minutes. Export fewer documents, or as JSON of type normal."
                            .formatted(longest.toMinutes()));
        }
    }

    /** All documents were read: there are this many. */
    public void counted(int documents) {
        of = documents;
    }

    /** This many are in the file. */
    void done(int documents) {
        done = documents;
    }

    public int done() {
        return done;
    }

    public @Nullable Integer of() {
        return of;
    }
}
