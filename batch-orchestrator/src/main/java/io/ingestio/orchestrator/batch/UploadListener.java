package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.UploadEvent;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Batches and documents as upload announces them. */
@Component
class UploadListener implements EventListener<UploadEvent> {

    private final SettleBatches settleBatches;

    UploadListener(SettleBatches settleBatches) {
        this.settleBatches = settleBatches;
    }

    @Override
    public Class<UploadEvent> family() {
        return UploadEvent.class;
    }

    @Override
    public Mono<Void> on(UploadEvent event) {
        return settleBatches.on(List.of(event));
    }

    @Override
    public Mono<Void> onAll(List<UploadEvent> events) {
        return settleBatches.on(events);
    }
}
