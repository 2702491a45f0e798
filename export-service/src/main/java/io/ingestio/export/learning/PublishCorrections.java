package io.ingestio.export.learning;

import io.ingestio.contracts.ExportEvent.DocumentCorrected;
import io.ingestio.contracts.ExportEvent.DocumentCorrected.Corrected;
import io.ingestio.export.correction.CorrectionRow;
import io.ingestio.export.version.Version;
import io.ingestio.messaging.outbox.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Publishes what an edit corrected, in the caller's transaction, if the user agrees that corrections teach and the layout of the document
 * is known. Otherwise nothing leaves the service.
 */
@Component
public class PublishCorrections {

    private final LearningTable settings;
    private final Outbox outbox;

    PublishCorrections(LearningTable settings, Outbox outbox) {
        this.settings = settings;
        this.outbox = outbox;
    }

    /** The version that the edit made is stored already. */
    public Mono<Void> publish(
            String userId, UUID batchId, UUID documentId, Version made, List<CorrectionRow> corrections, Instant at) {
        List<Corrected> teaching = TeachingCorrections.of(corrections);
        return teaching.isEmpty()
                ? Mono.empty()
                : settings.consent(userId, documentId, made)
                        .flatMap(consent -> outbox.append(new DocumentCorrected(
                                batchId,
                                documentId,
                                userId,
                                made.run(),
                                made.edit(),
                                consent.layout(),
                                consent.number(),
                                teaching,
                                at)));
    }
}
