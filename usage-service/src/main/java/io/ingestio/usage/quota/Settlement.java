package io.ingestio.usage.quota;

import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.RunId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a run of a document ends for the account of its user.
 *
 * @param to           {@code committed} or {@code released}
 * @param pages        processed; 0 where none were
 * @param documentType what the document turned out to be; null where it failed
 */
record Settlement(
        UUID reservationId,
        String to,
        String userId,
        UUID documentId,
        int run,
        int pages,
        @Nullable String documentType) {

    static Optional<Settlement> of(ExtractionEvent event) {
        return switch (event) {
            case ExtractionStarted started -> Optional.empty();
            case ExtractionCompleted completed ->
                Optional.of(to("committed", completed, completed.pages(), completed.documentType()));
            case ExtractionFailed failed -> Optional.of(to("released", failed, 0, null));
        };
    }

    private static Settlement to(String state, ExtractionEvent event, int pages, @Nullable String documentType) {
        UUID id = RunId.of(event.documentId(), event.run());
        return new Settlement(id, state, event.userId(), event.documentId(), event.run(), pages, documentType);
    }
}
