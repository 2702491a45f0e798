package io.ingestio.usage.stripe.webhook;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.usage.stripe.StripeSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes Stripe's events whose retention is over. Events that failed or are flagged stay until they are applied. */
@Component
class DeleteOldStripeEvents implements Sweep {

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final WebhookLogTable log;
    private final StripeSettings settings;
    private final Tenancy tenancy;

    DeleteOldStripeEvents(WebhookLogTable log, StripeSettings settings, Tenancy tenancy) {
        this.log = log;
        this.settings = settings;
        this.tenancy = tenancy;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(log.deleteOld(settings.retention(), limit));
    }
}
