package io.ingestio.orchestrator.export;

import io.ingestio.contracts.ExportEvent;
import io.ingestio.contracts.ExportEvent.ExportCompleted;
import io.ingestio.contracts.ReviewEvent;
import io.ingestio.messaging.inbox.EventListener;
import io.ingestio.orchestrator.batch.ApplyEvents;
import io.ingestio.orchestrator.webhook.event.QueueDeliveries;
import io.ingestio.orchestrator.webhook.event.WebhookEvent;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Entry for what the export service publishes: ends of exports and reviews of documents. */
@Component
class ExportListener implements EventListener<ExportEvent> {

    private final ApplyEvents applyEvents;
    private final AddExportHops addExportHops;
    private final QueueDeliveries queueDeliveries;

    ExportListener(ApplyEvents applyEvents, AddExportHops addExportHops, QueueDeliveries queueDeliveries) {
        this.applyEvents = applyEvents;
        this.addExportHops = addExportHops;
        this.queueDeliveries = queueDeliveries;
    }

    @Override
    public Class<ExportEvent> family() {
        return ExportEvent.class;
    }

    /** A transaction holds the locks of one export's batches, or of one batch, acquired in the order of their ids. */
    @Override
    public Object transactionKey(ExportEvent event) {
        return event.key();
    }

    @Override
    public Mono<Void> onAll(List<ExportEvent> events) {
        List<ReviewEvent> reviews = of(events, ReviewEvent.class);
        List<ExportCompleted> completed = of(events, ExportCompleted.class);
        return (reviews.isEmpty() ? Mono.<Void>empty() : applyEvents.apply(reviews))
                .then(EventListener.each(completed, addExportHops::add))
                .then(queueDeliveries.queue(
                        completed.stream().map(WebhookEvent::of).toList()));
    }

    private static <E> List<E> of(List<ExportEvent> events, Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
