package io.ingestio.usage.erasure;

import io.ingestio.contracts.OrchestrationEvent;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Subscribes to deletions. Usage keeps the money of a deleted document and nothing of its content, but for a dead letter of its
 * extraction: that is deleted with the event, as in every service that receives it.
 */
@Component
class OrchestrationListener implements EventListener<OrchestrationEvent> {

    @Override
    public Class<OrchestrationEvent> family() {
        return OrchestrationEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<OrchestrationEvent> events) {
        return Mono.empty();
    }
}
