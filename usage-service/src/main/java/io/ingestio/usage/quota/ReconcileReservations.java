package io.ingestio.usage.quota;

import io.ingestio.background.Sweep;
import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.contracts.RunId;
import io.ingestio.contracts.Topic;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.history.EventHistory;
import io.ingestio.usage.quota.QuotaMeters.Finding;
import io.ingestio.usage.quota.ReservationTable.Open;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Settles old reservations from the events that are still on the topic, in case an event was dead-lettered or lost on its way in.
 * Reports those without any event.
 */
@Component
class ReconcileReservations implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileReservations.class);

    private final ReservationTable reservations;
    private final EventHistory history;
    private final QuotaSettings settings;
    private final QuotaMeters meters;
    private final Tenancy tenancy;
    private final Clock clock;

    ReconcileReservations(
            ReservationTable reservations,
            EventHistory history,
            QuotaSettings settings,
            QuotaMeters meters,
            Tenancy tenancy,
            Clock clock) {
        this.reservations = reservations;
        this.history = history;
        this.settings = settings;
        this.meters = meters;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return settings.reconcileEvery();
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(reservations.claimUnsettled(settings.reconcileAfter(), limit))
                .collectList()
                .filter(open -> !open.isEmpty())
                .flatMap(open -> Mono.fromCallable(() -> eventsOf(open))
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(events -> settle(open, events))
                        .thenReturn((long) open.size()));
    }

    /** The event that ended each of these runs, or else its last start, read from when the oldest of them was reserved. */
    private Map<UUID, ExtractionEvent> eventsOf(List<Open> open) {
        Set<UUID> wanted = open.stream().map(Open::id).collect(Collectors.toSet());
        Instant oldest = open.stream().map(Open::since).min(Instant::compareTo).orElseThrow();
        Map<UUID, ExtractionEvent> found = new HashMap<>();
        history.since(Topic.EXTRACTION, oldest, event -> {
            if (event instanceof ExtractionEvent extraction) {
                UUID id = RunId.of(extraction.documentId(), extraction.run());
                if (wanted.contains(id)) {
                    found.merge(
                            id,
                            extraction,
                            (earlier, later) -> Settlement.of(earlier).isPresent() ? earlier : later);
                }
            }
        });
        return found;
    }

    private Mono<Void> settle(List<Open> open, Map<UUID, ExtractionEvent> events) {
        List<Settlement> ended = events.values().stream()
                .map(Settlement::of)
                .flatMap(Optional::stream)
                .toList();
        Mono<Void> settled = ended.isEmpty()
                ? Mono.empty()
                : tenancy.asService(reservations.settle(ended).then());
        return settled.doOnSuccess(done -> open.forEach(one -> report(one, events.get(one.id()))));
    }

    private void report(Open one, @Nullable ExtractionEvent event) {
        Finding finding = finding(event, clock.instant().minus(settings.reconcileAfter()));
        meters.reconciled(finding);
        switch (finding) {
            case SETTLED ->
                LOG.warn("reservation settled from the topic reservation={} user={}", one.id(), one.userId());
            case RUNNING -> LOG.debug("reservation still running reservation={} user={}", one.id(), one.userId());
            case UNACCOUNTED ->
                LOG.error(
                        "reservation unaccounted for reservation={} user={} document={} since={}",
                        one.id(),
                        one.userId(),
                        one.documentId(),
                        one.since());
        }
    }

    private static Finding finding(@Nullable ExtractionEvent event, Instant longAgo) {
        if (event instanceof ExtractionStarted started) {
            return started.startedAt().isAfter(longAgo) ? Finding.RUNNING : Finding.UNACCOUNTED;
        }
        return event == null ? Finding.UNACCOUNTED : Finding.SETTLED;
    }
}
