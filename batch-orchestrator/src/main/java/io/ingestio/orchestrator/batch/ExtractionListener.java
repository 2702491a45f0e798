package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The progress of documents as the extraction worker tells it. */
@Component
class ExtractionListener implements EventListener<ExtractionEvent> {

    private final SettleBatches settleBatches;

    ExtractionListener(SettleBatches settleBatches) {
        this.settleBatches = settleBatches;
    }

    @Override
    public Class<ExtractionEvent> family() {
        return ExtractionEvent.class;
    }

    @Override
    public Mono<Void> on(ExtractionEvent event) {
        return settleBatches.on(List.of(event));
    }

    @Override
    public Mono<Void> onAll(List<ExtractionEvent> events) {
        return settleBatches.on(events);
    }
}
