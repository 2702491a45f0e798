package io.ingestio.contracts;

import io.ingestio.contracts.ExportEvent.DocumentConfirmed;
import io.ingestio.contracts.ExportEvent.DocumentEdited;
import io.ingestio.contracts.ExportEvent.DocumentUnconfirmed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person did with the data of a document. Each event carries the whole state of the review after it, so the one with the greatest
 * {@link #number} is all that a consumer needs, in whatever order they come.
 */
public sealed interface ReviewEvent extends BatchEvent permits DocumentEdited, DocumentConfirmed, DocumentUnconfirmed {

    UUID documentId();

    /** Whose result the data are. It says nothing of a document that has a later run. */
    int run();

    /** Which edit of the run's result, 0 for the result itself. */
    int edit();

    /** Grows with each event of the document. */
    int number();

    /** Of the edit; null where the data are the result of the run, whose own event has the summary. */
    @Nullable
    DataSummary summary();

    /** Whether the version is confirmed from now on. */
    boolean confirmed();

    /** When it happened. */
    Instant reviewedAt();
}
