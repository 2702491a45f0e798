package io.ingestio.messaging.inbox;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import io.ingestio.messaging.inbox.InboxTable.Dropped;
import io.ingestio.messaging.inbox.InboxTable.Prepared;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Creates the inbox's partitions of the next days and drops those past retention. Nothing depends on a pass: rows of a day without
 * a partition are in the default one, where {@link InboxRetention} deletes them by age. What a pass could not do is logged, and two
 * gauges say it.
 */
final class InboxPartitions implements Sweep {

    static final int DAYS_AHEAD = 7;
    private static final Logger LOG = LoggerFactory.getLogger(InboxPartitions.class);

    private final InboxTable table;
    private final Tenancy tenancy;
    private final Duration retention;
    private final Clock clock;
    private final AtomicLong preparedDays = new AtomicLong(DAYS_AHEAD);
    private final AtomicLong overdue = new AtomicLong();

    InboxPartitions(InboxTable table, Tenancy tenancy, Duration retention, Clock clock, MeterRegistry meters) {
        this.table = table;
        this.tenancy = tenancy;
        this.retention = retention;
        this.clock = clock;
        gauge(meters, "prepared.days", preparedDays::get, "Days after today, without a gap, that have a partition: 7");
        gauge(meters, "overdue", overdue::get, "Partitions past retention that could not be dropped: 0");
    }

    private static void gauge(MeterRegistry meters, String name, Supplier<Number> value, String description) {
        Gauge.builder("ingestio.inbox.partitions." + name, value)
                .description(description)
                .register(meters);
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    /** All partitions there are to create or drop, each in a transaction of its own; never a full portion. */
    @Override
    public Mono<Long> portion(int limit) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return Flux.range(0, DAYS_AHEAD + 1)
                .map(today::plusDays)
                .concatMap(this::prepare)
                .collectList()
                .doOnNext(days -> preparedDays.set(withoutGap(days.subList(1, days.size()))))
                .thenMany(tenancy.statementAsService(table.pastPartitions(retention)))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::drop)
                .filter(dropped -> dropped == Dropped.LOCKED)
                .count()
                .doOnNext(overdue::set)
                .thenReturn(0L);
    }

    private Mono<Prepared> prepare(LocalDate day) {
        return tenancy.statementAsService(table.preparePartition(day)).doOnNext(prepared -> {
            switch (prepared) {
                case CREATED -> LOG.info("inbox partition created day={}", day);
                case EXISTS, BUSY -> LOG.debug("inbox partition not created day={} failure={}", day, prepared);
                case DEFAULT_HAS_ROWS, LOCKED ->
                    LOG.warn(
                            "inbox partition not created, rows are in the default one day={} failure={}",
                            day,
                            prepared);
            }
        });
    }

    private Mono<Dropped> drop(LocalDate day) {
        return tenancy.statementAsService(table.dropPartition(day, retention)).doOnNext(dropped -> {
            switch (dropped) {
                case DROPPED -> LOG.info("inbox partition dropped day={}", day);
                case GONE -> LOG.debug("inbox partition not dropped day={} failure={}", day, dropped);
                case KEPT -> LOG.info("inbox partition not dropped yet day={} failure={}", day, dropped);
                case LOCKED -> LOG.warn("inbox partition not dropped day={} failure={}", day, dropped);
            }
        });
    }

    private static long withoutGap(List<Prepared> days) {
        return days.stream()
                .takeWhile(day -> day == Prepared.CREATED || day == Prepared.EXISTS)
                .count();
    }
}
