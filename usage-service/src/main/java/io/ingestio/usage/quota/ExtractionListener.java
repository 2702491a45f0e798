package io.ingestio.usage.quota;

import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Charges what succeeded and gives back what failed, once each, whatever number of times it is told. */
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

    @Override
    public Mono<Void> onAll(List<ExtractionEvent> events) {
        List<Settlement> settlements =
                events.stream().map(Settlement::of).flatMap(Optional::stream).toList();
        if (settlements.isEmpty()) {
            return Mono.empty();
        }
        return reservations.settle(settlements).doOnNext(this::report).then();
    }

    private void report(ReservationTable.Settled settled) {
        if (settled.late()) {
            meters.lateCommit();
            LOG.warn("charged pages that were not set aside any more");
        }
        if (settled.state().equals("mismatch")) {
            LOG.error("an extraction of one user named the reservation of another; nothing was changed");
        }
    }
}
