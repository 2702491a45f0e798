package io.ingestio.messaging.outbox;

import io.ingestio.messaging.WakeUp;
import io.ingestio.tenancy.database.Tenancy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the relay for as long as the service lives: often while there is something to send, seldom while there is not. */
final class RelayLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
    private static final Duration ROUND = Duration.ofSeconds(60);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration AGE_SAMPLE = Duration.ofSeconds(5);

    private final Relay relay;
    private final OutboxTable table;
    private final Tenancy tenancy;
    private final RelaySettings settings;
    private final WakeUp wakeUp;
    private final Counter sent;
    private final AtomicLong oldestMillis = new AtomicLong();
    private volatile @Nullable Thread thread;
    private volatile boolean running;

    RelayLoop(Relay relay, OutboxTable table, Tenancy tenancy, RelaySettings settings, WakeUp wakeUp, MeterRegistry meters) {
        this.relay = relay;
        this.table = table;
        this.tenancy = tenancy;
        this.settings = settings;
        this.wakeUp = wakeUp;
        this.sent = Counter.builder("ingestio.outbox.sent").description("Events acknowledged by the broker").register(meters);
        meters.gauge("ingestio.outbox.oldest.seconds", oldestMillis, millis -> millis.get() / 1000.0);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
    }

    private void run() {
        Duration pause = settings.busyPoll();
        long sampledAt = 0;
        while (running) {
            try {
                long count = orZero(relay.sendOnce().block(ROUND));
                sent.increment(count);
                pause = count > 0 ? settings.busyPoll() : shorter(pause.multipliedBy(2), settings.idlePoll());
                if (System.nanoTime() - sampledAt > AGE_SAMPLE.toNanos()) {
                    sampledAt = System.nanoTime();
                    Duration age = tenancy.statementAsService(table.oldestAge()).block(ROUND);
                    oldestMillis.set(age == null ? 0 : age.toMillis());
                }
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warn("a relay round failed and is tried again: {}", e.toString());
                }
                pause = AFTER_FAILURE;
            }
            try {
                // Events gather for a moment before each round; a call only shortens the pause of an idle relay.
                Thread.sleep(settings.busyPoll());
                if (wakeUp.await(pause.minus(settings.busyPoll()))) {
                    pause = settings.busyPoll();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Lets the running round end: its transaction must not be torn by closing the pools below it. */
    @Override
    public void stop() {
        running = false;
        Thread current = thread;
        if (current == null) {
            return;
        }
        try {
            if (!current.join(Duration.ofSeconds(5))) {
                current.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }
}
