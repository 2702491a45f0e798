package io.ingestio.usage.quota;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What operators see of the quota. */
@Component
class QuotaMeters {

    private final MeterRegistry registry;
    private final Counter late;
    private final Counter expired;

    QuotaMeters(MeterRegistry registry) {
        this.registry = registry;
        this.late = Counter.builder("ingestio.quota.late.commits")
                .description("Charges for pages that were not set aside any more; the limit may be passed by them")
                .register(registry);
        this.expired = Counter.builder("ingestio.quota.expired")
                .description("Reservations that ended because nobody settled them in time")
                .register(registry);
    }

    /**
     * @param state reserved, committed, released, insufficient or mismatch
     */
    void answered(String state) {
        registry.counter("ingestio.quota.reservations", "state", state).increment();
    }

    void lateCommit() {
        late.increment();
    }

    void expired(long count) {
        expired.increment((double) count);
    }
}
