package io.ingestio.messaging.outbox;

import io.ingestio.background.PollingLoop;
import io.ingestio.database.Tenancy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The relay's rounds: often while there is something to send, rarely while there is not. Samples the age of the oldest event. */
final class RelayRounds implements PollingLoop.Round {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SAMPLE = Duration.ofSeconds(5);

    private final Relay relay;
    private final OutboxTable table;
    private final Tenancy tenancy;
    private final RelaySettings settings;
    private final Clock clock;
    private final Counter sent;
    private final AtomicLong oldestMillis = new AtomicLong();
    private Duration pause;
    private Instant nextSample = Instant.EPOCH;

    RelayRounds(
            Relay relay,
            OutboxTable table,
            Tenancy tenancy,
            RelaySettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.relay = relay;
        this.table = table;
        this.tenancy = tenancy;
        this.settings = settings;
        this.clock = clock;
        this.pause = settings.busyPoll();
        this.sent = Counter.builder("ingestio.outbox.sent")
                .description("Events acknowledged by the broker")
                .register(meters);
        meters.gauge("ingestio.outbox.oldest.seconds", oldestMillis, millis -> millis.get() / 1000.0);
    }

    /** Events gather for a moment before each round; a call only shortens the pause of an idle relay. */
    @Override
    public Duration run(boolean called) throws InterruptedException {
        Thread.sleep(settings.busyPoll());
        long count = relay.sendOnce().blockOptional(LIMIT).orElse(0L);
        sent.increment(count);
        pause = count > 0 || called ? settings.busyPoll() : shorter(pause.multipliedBy(2), settings.idlePoll());
        sampleAge();
        return pause.minus(settings.busyPoll());
    }

    private void sampleAge() {
        Instant now = clock.instant();
        if (!now.isBefore(nextSample)) {
            nextSample = now.plus(SAMPLE);
            Duration age = tenancy.statementAsService(table.oldestAge())
                    .blockOptional(LIMIT)
                    .orElse(Duration.ZERO);
            oldestMillis.set(age.toMillis());
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
