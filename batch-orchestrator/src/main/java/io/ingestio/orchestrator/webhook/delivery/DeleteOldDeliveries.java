package io.ingestio.orchestrator.webhook.delivery;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.orchestrator.webhook.WebhookSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes deliveries with their attempts when their retention is over. */
@Component
class DeleteOldDeliveries implements Sweep {

    private final DeliveryQueue queue;
    private final Tenancy tenancy;
    private final Duration retention;

    DeleteOldDeliveries(DeliveryQueue queue, Tenancy tenancy, WebhookSettings settings) {
        this.queue = queue;
        this.tenancy = tenancy;
        this.retention = settings.retention();
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(queue.deleteOlderThan(retention, limit));
    }
}
