package io.ingestio.orchestrator.webhook.delivery;

import io.ingestio.background.LoopSpec;
import io.ingestio.background.PollingLoop;
import io.ingestio.background.WakeUp;
import io.ingestio.database.Tenancy;
import io.ingestio.orchestrator.webhook.WebhookSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryWiring {

    @Bean
    WakeUp deliveryWakeUp() {
        return new WakeUp();
    }

    @Bean
    RetryPolicy retryPolicy(WebhookSettings settings) {
        return new RetryPolicy(
                settings.retries(),
                settings.disableAfter(),
                settings.disableFailures(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** One thread: it only claims and starts calls, whose answers arrive on event loops. */
    @Bean
    PollingLoop webhookSender(
            DeliveryQueue queue,
            EndpointClient client,
            EndDelivery endDelivery,
            WebhookSettings settings,
            WakeUp deliveryWakeUp,
            Tenancy tenancy,
            Clock clock,
            MeterRegistry meters) {
        var rounds = new DeliverWebhooks(queue, client, endDelivery, settings, deliveryWakeUp, tenancy, clock, meters);
        LoopSpec spec = LoopSpec.of("webhook-sender").withEnabled(settings.enabled() && settings.areConfigured());
        return new PollingLoop(spec, deliveryWakeUp, clock, rounds);
    }
}
