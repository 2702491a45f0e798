package io.ingestio.export.edit;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.ExportEvent.DocumentEdited;
import io.ingestio.export.correction.CorrectionTable;
import io.ingestio.export.learning.PublishCorrections;
import io.ingestio.export.review.ConfirmationTable;
import io.ingestio.export.review.ReviewState;
import io.ingestio.export.review.SeenVersion;
import io.ingestio.export.version.Version;
import io.ingestio.http.Problem;
import io.ingestio.messaging.outbox.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Stores an edit, what it corrected and its events, in the caller's transaction. The document is not confirmed from then on.
 */
@Component
class StoreEdit {

    /** Versions that people made of one run: what a document needs in the database is bounded. */
    private static final int MOST_EDITS = 1_000;

    private final EditTable edits;
    private final ConfirmationTable confirmations;
    private final CorrectionTable corrections;
    private final PublishCorrections publishCorrections;
    private final Outbox outbox;

    StoreEdit(
            EditTable edits,
            ConfirmationTable confirmations,
            CorrectionTable corrections,
            PublishCorrections publishCorrections,
            Outbox outbox) {
        this.edits = edits;
        this.confirmations = confirmations;
        this.corrections = corrections;
        this.publishCorrections = publishCorrections;
        this.outbox = outbox;
    }

    /**
     * @param expected the version that must be the current one
     * @return the new version
     * @throws Problem 404 {@code not_found} for a document that is being deleted; 412 {@code version_changed}; 409 {@code
     *     too_many_edits}
     */
    Mono<Version> store(String userId, UUID documentId, Version expected, Edit edit, Instant at) {
        return confirmations
                .lock(userId, List.of(documentId))
                .singleOrEmpty()
                .switchIfEmpty(Mono.error(() -> Problem.notFound("extracted data")))
                .flatMap(current -> store(userId, required(current, expected), edit, at));
    }

    private static ReviewState required(ReviewState current, Version expected) {
        if (!current.version().equals(expected)) {
            throw SeenVersion.changed(current.run(), current.edit());
        }
        if (current.edit() >= MOST_EDITS) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    ErrorCode.TOO_MANY_EDITS,
                    "The data were edited " + MOST_EDITS + " times. Extract the document again to edit them further.");
        }
        return current;
    }

    private Mono<Version> store(String userId, ReviewState current, Edit edit, Instant at) {
        Version made = new Version(current.run(), current.edit() + 1);
        ReviewState edited = current.edited();
        return edits.insert(userId, current, edit, at)
                .then(corrections.insert(userId, current.documentId(), made.run(), made.edit(), edit.corrections(), at))
                .then(confirmations.save(userId, List.of(edited)))
                .then(outbox.append(new DocumentEdited(
                        current.batchId(),
                        current.documentId(),
                        userId,
                        made.run(),
                        made.edit(),
                        edited.number(),
                        edit.summary(),
                        at)))
                .then(publishCorrections.publish(
                        userId, current.batchId(), current.documentId(), made, edit.corrections(), at))
                .thenReturn(made);
    }
}
