package io.ingestio.usage.quota;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Expires reservations that were never settled: the worker died for good, or its event was lost. */
@Component
class ExpireReservations implements Sweep {

    private final ReservationTable reservations;
    private final QuotaSettings settings;
    private final QuotaMeters meters;
    private final Tenancy tenancy;

    ExpireReservations(ReservationTable reservations, QuotaSettings settings, QuotaMeters meters, Tenancy tenancy) {
        this.reservations = reservations;
        this.settings = settings;
        this.meters = meters;
        this.tenancy = tenancy;
    }

    @Override
    public Duration every() {
        return settings.sweepEvery();
    }

    @Override
    public Mono<Long> portion(int limit) {
        return ForEachUser.run(
                        name(),
                        tenancy.statementAsService(reservations.usersWithDue(limit)),
                        user -> tenancy.statementAsService(reservations.expireDue(user, limit)))
                .doOnNext(meters::expired)
                .count();
    }
}
