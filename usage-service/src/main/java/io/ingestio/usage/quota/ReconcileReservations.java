package io.ingestio.usage.quota;

import io.ingestio.background.Sweep;
import io.ingestio.contracts.Event;
import io.ingestio.contracts.ExtractionEvent;
import io.ingestio.contracts.ExtractionEvent.ExtractionAttempted;
import io.ingestio.contracts.ExtractionEvent.ExtractionCancelled;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
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
    private final History history;
    private final QuotaSettings settings;
    private final QuotaMeters meters;
    private final Tenancy tenancy;
    private final Clock clock;

    /** As {@link EventHistory#since}. */
    @FunctionalInterface
    interface History {
        void since(Topic topic, Instant from, Consumer<Event> each);
    }

    @Autowired
    ReconcileReservations(
            ReservationTable reservations,
            EventHistory history,
            QuotaSettings settings,
            QuotaMeters meters,
            Tenancy tenancy,
            Clock clock) {
        this(reservations, history::since, settings, meters, tenancy, clock);
    }

    ReconcileReservations(
            ReservationTable reservations,
            History history,
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

    /** A portion may read a day of the topic. */
    @Override
    public Duration portionLimit() {
        return Duration.ofMinutes(10);
    }

    /** The rows count as compared only after the topic was read, so that a read that fails is repeated. */
    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(reservations.openFor(settings.reconcileAfter(), limit))
                .collectList()
                .filter(open -> !open.isEmpty())
                .flatMap(open -> Mono.fromCallable(() -> eventsOf(open))
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(events -> reconcile(open, events)));
    }

    /** Answers how many reservations were compared. */
    private Mono<Long> reconcile(List<Open> open, Map<UUID, ExtractionEvent> events) {
        Map<String, List<Open>> byUser = open.stream().collect(Collectors.groupingBy(Open::userId));
        return ForEachUser.run(name(), Flux.fromIterable(byUser.keySet()), user -> {
                    List<Open> own = byUser.getOrDefault(user, List.of());
                    return settle(user, own, events)
                            .then(tenancy.statementAsService(reservations.markChecked(own)))
                            .doOnSuccess(done -> own.forEach(one -> report(one, events.get(one.id()))))
                            .thenReturn(own.size());
                })
                .reduce(0L, (sum, count) -> sum + count);
    }

    private Mono<Void> settle(String user, List<Open> own, Map<UUID, ExtractionEvent> events) {
        List<Settlement> ended = own.stream()
                .map(one -> events.get(one.id()))
                .filter(Objects::nonNull)
                .map(Settlement::of)
                .flatMap(Optional::stream)
                .toList();
        return ended.isEmpty()
                ? Mono.empty()
                : tenancy.asService(reservations.settle(user, ended).then());
    }

    /** The event that ended each of these runs, or else the last one of an attempt, read from when the oldest of them was reserved. */
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
        return switch (event) {
            case null -> Finding.UNACCOUNTED;
            case ExtractionStarted started -> running(started.startedAt(), longAgo);
            case ExtractionAttempted attempted -> running(attempted.endedAt(), longAgo);
            case ExtractionCompleted _, ExtractionFailed _, ExtractionCancelled _ -> Finding.SETTLED;
        };
    }

    private static Finding running(Instant lastSeen, Instant longAgo) {
        return lastSeen.isAfter(longAgo) ? Finding.RUNNING : Finding.UNACCOUNTED;
    }
}
