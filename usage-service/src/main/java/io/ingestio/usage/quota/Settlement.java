package io.ingestio.usage.quota;

import static io.ingestio.contracts.usage.ReservationState.COMMITTED;
import static io.ingestio.contracts.usage.ReservationState.RELEASED;

import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionAttempted;
import io.ingestio.contracts.ExtractionEvent.ExtractionCancelled;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.RunId;
import io.ingestio.contracts.usage.ReservationState;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the reservation of a run is to be settled.
 *
 * @param to           committed or released
 * @param pages        that were processed; 0 where released
 * @param documentType of the document; null where released
 */
record Settlement(
        UUID reservationId,
        ReservationState to,
        String userId,
        UUID documentId,
        int run,
        int pages,
        @Nullable String documentType) {

    /** Empty for an event that does not end its run. */
    static Optional<Settlement> of(ExtractionEvent event) {
        return switch (event) {
            case ExtractionStarted started -> Optional.empty();
            case ExtractionAttempted attempted -> Optional.empty();
            case ExtractionCompleted completed ->
                Optional.of(of(completed, COMMITTED, completed.pages(), completed.documentType()));
            case ExtractionFailed failed -> Optional.of(of(failed, RELEASED, 0, null));
            case ExtractionCancelled cancelled -> Optional.of(of(cancelled, RELEASED, 0, null));
        };
    }

    private static Settlement of(ExtractionEvent event, ReservationState to, int pages, @Nullable String documentType) {
        UUID id = RunId.of(event.documentId(), event.run());
        return new Settlement(id, to, event.userId(), event.documentId(), event.run(), pages, documentType);
    }
}
