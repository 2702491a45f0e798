package io.ingestio.usage.quota;

import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Settles reservations: a completed run is charged, a failed one released, once each, however often the event arrives. */
@Component
class ExtractionListener implements EventListener<ExtractionEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ExtractionListener.class);

    private final ReservationTable reservations;
    private final QuotaMeters meters;

    ExtractionListener(ReservationTable reservations, QuotaMeters meters) {
        this.reservations = reservations;
        this.meters = meters;
    }

    @Override
    public Class<ExtractionEvent> family() {
        return ExtractionEvent.class;
    }

    /** A transaction holds the lock of one user: a stalled one never blocks the charges of another. */
    @Override
    public Object transactionKey(ExtractionEvent event) {
        return event.userId();
    }

    @Override
    public Mono<Void> onAll(List<ExtractionEvent> events) {
        List<Settlement> settlements =
                events.stream().map(Settlement::of).flatMap(Optional::stream).toList();
        if (settlements.isEmpty()) {
            return Mono.empty();
        }
        String userId = settlements.getFirst().userId();
        return reservations.settle(userId, settlements).doOnNext(this::report).then();
    }

    private void report(Settled settled) {
        if (settled.late()) {
            meters.lateCommit();
            LOG.warn(
                    "late commit reservation={} user={} pages={}",
                    settled.reservationId(),
                    settled.userId(),
                    settled.pages());
        }
        if (settled.result() == Settled.Result.MISMATCH) { // without the name: it may be that of an erased user
            LOG.error("reservation of another user, nothing changed reservation={}", settled.reservationId());
        }
    }
}
