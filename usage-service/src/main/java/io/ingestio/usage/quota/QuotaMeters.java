package io.ingestio.usage.quota;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The meters of the quota. */
@Component
class QuotaMeters {

    private final MeterRegistry registry;
    private final Counter late;
    private final Counter expired;
    private final Counter closed;

    QuotaMeters(MeterRegistry registry) {
        this.registry = registry;
        this.late = Counter.builder("ingestio.quota.late.commits")
                .description("Charges for pages that were not reserved any more; they may pass the limit")
                .register(registry);
        this.expired = Counter.builder("ingestio.quota.expired")
                .description("Reservations that expired before they were settled")
                .register(registry);
        this.closed = Counter.builder("ingestio.quota.periods.closed")
                .description("Billing periods of users that are over and final")
                .register(registry);
        for (Finding finding : Finding.values()) {
            var _ = reconciliations(finding);
        }
    }

    void answered(Reserved.Result result) {
        registry.counter("ingestio.quota.reservations", "state", result.wireName())
                .increment();
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

    /** What the comparison found about a reservation that had been open for long. */
    enum Finding {
        /** Its run had ended: it was settled by the event on the topic. */
        SETTLED,
        /** Its run was started within the last hour. */
        RUNNING,
        /** No recent event of this run was found; alert: it will expire unsettled. */
        UNACCOUNTED
    }

    void reconciled(Finding finding) {
        reconciliations(finding).increment();
    }

    /** Registered before the first one: an alert on an increase must see the 0. */
    private Counter reconciliations(Finding finding) {
        return Counter.builder("ingestio.quota.reconciled")
                .description("Reservations that had been open for long, by what their events said")
                .tag("finding", finding.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
