package io.ingestio.export.content;

import org.jspecify.annotations.Nullable;

/** How far a builder is; written by its thread, read where its lease is renewed. */
public final class Progress {

    private volatile int done;
    private volatile @Nullable Integer of;

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
