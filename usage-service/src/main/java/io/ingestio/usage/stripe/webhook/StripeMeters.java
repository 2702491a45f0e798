package io.ingestio.usage.stripe.webhook;

import io.ingestio.usage.stripe.event.EventType;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** {@code ingestio.stripe.events}: events received by the webhook, by type and outcome. */
@Component
class StripeMeters {

    /** The type of a body whose signature is not verified. */
    static final String NO_TYPE = "none";

    private final MeterRegistry registry;

    StripeMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param type    of the event; an unhandled one counts as other, so that a caller cannot create meters
     * @param outcome applied, ignored, flagged, duplicate, failed, invalid_signature, invalid_event or payload_too_large
     */
    void event(String type, String outcome) {
        String known = type.equals(NO_TYPE) || EventType.of(type).isPresent() ? type : "other";
        registry.counter("ingestio.stripe.events", "type", known, "outcome", outcome)
                .increment();
    }
}
