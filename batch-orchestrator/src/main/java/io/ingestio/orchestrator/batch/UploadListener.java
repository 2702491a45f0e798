package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.UploadEvent;
import io.ingestio.contracts.UploadEvent.BatchCreated;
import io.ingestio.messaging.inbox.EventListener;
import io.ingestio.orchestrator.document.AwaitBatch;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Entry for what the upload service publishes: batches and their files. */
@Component
class UploadListener implements EventListener<UploadEvent> {

    private final ApplyEvents applyEvents;
    private final AwaitBatch awaitBatch;

    UploadListener(ApplyEvents applyEvents, AwaitBatch awaitBatch) {
        this.applyEvents = applyEvents;
        this.awaitBatch = awaitBatch;
    }

    @Override
    public Class<UploadEvent> family() {
        return UploadEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<UploadEvent> events) {
        return applyEvents.apply(events);
    }

    @Override
    public void committed(List<UploadEvent> events) {
        events.stream()
                .filter(BatchCreated.class::isInstance)
                .map(UploadEvent::batchId)
                .forEach(awaitBatch::arrived);
    }
}
