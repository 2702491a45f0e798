package io.ingestio.orchestrator.export;

import io.ingestio.contracts.ExportEvent;
import io.ingestio.contracts.ExportEvent.ExportCompleted;
import io.ingestio.messaging.inbox.EventListener;
import io.ingestio.orchestrator.webhook.event.QueueDeliveries;
import io.ingestio.orchestrator.webhook.event.WebhookEvent;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Entry for what the export service publishes: documents get a hop, and their users' endpoints are called. */
@Component
class ExportListener implements EventListener<ExportEvent> {

    private final AddExportHops addExportHops;
    private final QueueDeliveries queueDeliveries;

    ExportListener(AddExportHops addExportHops, QueueDeliveries queueDeliveries) {
        this.addExportHops = addExportHops;
        this.queueDeliveries = queueDeliveries;
    }

    @Override
    public Class<ExportEvent> family() {
        return ExportEvent.class;
    }

    /** A transaction holds the locks of one export's batches, acquired in the order of their ids. */
    @Override
    public Object transactionKey(ExportEvent event) {
        return event.exportId();
    }

    @Override
    public Mono<Void> onAll(List<ExportEvent> events) {
        return EventListener.each(events, this::addHops)
                .then(queueDeliveries.queue(
                        events.stream().map(ExportListener::webhookEvent).toList()));
    }

    private Mono<Void> addHops(ExportEvent event) {
        return switch (event) {
            case ExportCompleted completed -> addExportHops.add(completed);
        };
    }

    private static WebhookEvent webhookEvent(ExportEvent event) {
        return switch (event) {
            case ExportCompleted completed -> WebhookEvent.of(completed);
        };
    }
}
