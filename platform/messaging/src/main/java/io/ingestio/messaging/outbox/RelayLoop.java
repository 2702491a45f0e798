package io.ingestio.messaging.outbox;

import io.ingestio.background.PollingLoop;
import io.ingestio.background.WakeUp;
import io.ingestio.database.Tenancy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Runs the relay for as long as the service lives: often while there is something to send, seldom while there is not. */
final class RelayLoop implements SmartLifecycle {

    private static final Duration ROUND = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration AGE_SAMPLE = Duration.ofSeconds(5);

    private final Relay relay;
    private final OutboxTable table;
    private final Tenancy tenancy;
    private final RelaySettings settings;
    private final PollingLoop loop;
    private final Counter sent;
    private final AtomicLong oldestMillis = new AtomicLong();
    private Duration pause;
    private long sampledAt;

    RelayLoop(
            Relay relay,
            OutboxTable table,
            Tenancy tenancy,
            RelaySettings settings,
            WakeUp wakeUp,
            MeterRegistry meters) {
        this.relay = relay;
        this.table = table;
        this.tenancy = tenancy;
        this.settings = settings;
        this.pause = settings.busyPoll();
        this.loop = new PollingLoop("outbox-relay", 1, wakeUp, this::round);
        this.sent = Counter.builder("ingestio.outbox.sent")
                .description("Events acknowledged by the broker")
                .register(meters);
        meters.gauge("ingestio.outbox.oldest.seconds", oldestMillis, millis -> millis.get() / 1000.0);
    }

    /** Events gather for a moment before each round; a call only shortens the pause of an idle relay. */
    private Duration round(boolean called) throws InterruptedException {
        Thread.sleep(settings.busyPoll());
        long count = orZero(relay.sendOnce().block(ROUND));
        sent.increment(count);
        pause = count > 0 || called ? settings.busyPoll() : shorter(pause.multipliedBy(2), settings.idlePoll());
        if (System.nanoTime() - sampledAt > AGE_SAMPLE.toNanos()) {
            sampledAt = System.nanoTime();
            Duration age = tenancy.statementAsService(table.oldestAge()).block(ROUND);
            oldestMillis.set(age == null ? 0 : age.toMillis());
        }
        return pause.minus(settings.busyPoll());
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    public void start() {
        loop.start();
    }

    /** Lets the running round end: its transaction must not be torn by closing the pools below it. */
    @Override
    public void stop() {
        loop.stop(GRACE);
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }
}
