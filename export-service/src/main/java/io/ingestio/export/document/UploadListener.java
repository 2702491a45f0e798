package io.ingestio.export.document;

import io.ingestio.contracts.UploadEvent;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.contracts.UploadEvent.BatchCreatedAnalytics;
import io.ingestio.contracts.UploadEvent.BatchDiscarded;
import io.ingestio.contracts.UploadEvent.BatchDrafted;
import io.ingestio.contracts.UploadEvent.DocumentRejected;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Stores the place of each file in its submission, and why a file was rejected. */
@Component
class UploadListener implements EventListener<UploadEvent> {

    private final SubmittedDocumentTable documents;

    UploadListener(SubmittedDocumentTable documents) {
        this.documents = documents;
    }

    @Override
    public Class<UploadEvent> family() {
        return UploadEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<UploadEvent> events) {
        return EventListener.each(events, this::apply);
    }

    private Mono<Void> apply(UploadEvent event) {
        return switch (event) {
            case DocumentUploaded file ->
                documents.uploaded(file.documentId(), file.batchId(), file.userId(), file.position(), file.filename());
            case DocumentRejected file ->
                documents.rejected(
                        file.documentId(),
                        file.batchId(),
                        file.userId(),
                        file.position(),
                        file.filename(),
                        file.code());
            case BatchCreated other -> Mono.empty();
            case BatchDrafted other -> Mono.empty();
            case BatchDiscarded other -> Mono.empty();
            case BatchCreatedAnalytics other -> Mono.empty();
        };
    }
}
