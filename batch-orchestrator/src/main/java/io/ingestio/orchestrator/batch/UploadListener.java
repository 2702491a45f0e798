package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.UploadEvent;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Entry for what the upload service publishes: batches and their files. */
@Component
class UploadListener implements EventListener<UploadEvent> {

    private final ApplyEvents applyEvents;

    UploadListener(ApplyEvents applyEvents) {
        this.applyEvents = applyEvents;
    }

    @Override
    public Class<UploadEvent> family() {
        return UploadEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<UploadEvent> events) {
        return applyEvents.apply(events);
    }
}
