package io.ingestio.messaging.inbox;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Creates the inbox's partitions of the next days and drops those past retention. Nothing depends on a pass: rows of a day without
 * a partition are in the default one, where {@link InboxRetention} deletes them by age.
 */
final class InboxPartitions implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(InboxPartitions.class);
    private static final int DAYS_AHEAD = 7;

    private final InboxTable table;
    private final Tenancy tenancy;
    private final Duration retention;
    private final Clock clock;

    InboxPartitions(InboxTable table, Tenancy tenancy, Duration retention, Clock clock) {
        this.table = table;
        this.tenancy = tenancy;
        this.retention = retention;
        this.clock = clock;
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
                .concatMap(days -> tenancy.statementAsService(table.createPartition(today.plusDays(days))))
                .thenMany(dropped())
                .doOnNext(partition -> LOG.info("inbox partition dropped partition={}", partition))
                .then(Mono.just(0L));
    }

    private Flux<String> dropped() {
        Mono<String> oldest = tenancy.statementAsService(table.dropPartition(retention));
        return oldest.expand(dropped -> oldest);
    }
}
