package io.ingestio.usage.quota;

import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.RunId;
import java.util.Optional;
import java.util.UUID;

/**
 * How a run of a document ends for the account of its user.
 *
 * @param to    {@code committed} or {@code released}
 * @param pages processed; 0 where none were
 */
record Settlement(UUID reservationId, String to, String userId, UUID documentId, int run, int pages) {

    static Optional<Settlement> of(ExtractionEvent event) {
        return switch (event) {
            case ExtractionStarted started -> Optional.empty();
            case ExtractionCompleted completed -> Optional.of(to("committed", completed, completed.run(), completed.pages()));
            case ExtractionFailed failed -> Optional.of(to("released", failed, failed.run(), 0));
        };
    }

    private static Settlement to(String state, ExtractionEvent event, int run, int pages) {
        UUID id = RunId.of(event.documentId(), run);
        return new Settlement(id, state, event.userId(), event.documentId(), run, pages);
    }
}
