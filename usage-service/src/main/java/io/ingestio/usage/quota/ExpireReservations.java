package io.ingestio.usage.quota;

import io.ingestio.tenancy.database.Tenancy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Gives pages back whose reservation was never settled: a worker died for good, or its event was lost. */
@Component
class ExpireReservations {

    private static final Logger LOG = LoggerFactory.getLogger(ExpireReservations.class);
    private static final int PORTION = 500;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ReservationTable reservations;
    private final QuotaMeters meters;
    private final Tenancy tenancy;

    ExpireReservations(ReservationTable reservations, QuotaMeters meters, Tenancy tenancy) {
        this.reservations = reservations;
        this.meters = meters;
        this.tenancy = tenancy;
    }

    @Scheduled(fixedDelayString = "${ingestio.quota.sweep-every:30s}")
    void sweep() {
        try {
            long count;
            do {
                Long ended = tenancy.statementAsService(reservations.expireDue(PORTION)).block(LIMIT);
                count = ended == null ? 0 : ended;
                meters.expired(count);
            } while (count == PORTION);
        } catch (RuntimeException e) {
            LOG.warn("expired reservations are looked for again later: {}", e.toString());
        }
    }
}
