package io.ingestio.usage.quota;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What operators see of the quota. */
@Component
class QuotaMeters {

    private final MeterRegistry registry;
    private final Counter late;
    private final Counter expired;
    private final Counter closed;

    QuotaMeters(MeterRegistry registry) {
        this.registry = registry;
        this.late = Counter.builder("ingestio.quota.late.commits")
                .description("Charges for pages that were not set aside any more; the limit may be passed by them")
                .register(registry);
        this.expired = Counter.builder("ingestio.quota.expired")
                .description("Reservations that ended because nobody settled them in time")
                .register(registry);
        this.closed = Counter.builder("ingestio.quota.periods.closed")
                .description("Billing periods of users that are over and final")
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

    void closed(long count) {
        closed.increment((double) count);
    }

    /** What was found of a reservation that had been open for long. */
    enum Finding {
        /** Its run had ended; it was settled by the event that had not arrived. */
        SETTLED,
        /** A worker has been at it in the last hour. */
        RUNNING,
        /** Nothing tells of its run: somebody should look, before it expires. */
        UNACCOUNTED
    }

    void reconciled(Finding finding) {
        registry.counter("ingestio.quota.reconciled", "finding", finding.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
