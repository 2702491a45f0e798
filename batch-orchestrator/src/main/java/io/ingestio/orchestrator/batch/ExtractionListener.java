package io.ingestio.orchestrator.batch;

import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Entry for what the extraction worker publishes: the progress of documents. */
@Component
class ExtractionListener implements EventListener<ExtractionEvent> {

    private final ApplyEvents applyEvents;

    ExtractionListener(ApplyEvents applyEvents) {
        this.applyEvents = applyEvents;
    }

    @Override
    public Class<ExtractionEvent> family() {
        return ExtractionEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<ExtractionEvent> events) {
        return applyEvents.apply(events);
    }
}
