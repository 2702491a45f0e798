package io.ingestio.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** A loop whose pauses are a day or none: no test waits for one to pass. */
abstract class PollingLoopFixture {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration DAY = Duration.ofDays(1);
    static final Duration LIMIT = Duration.ofMinutes(1);
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A millisecond after the first failure, a day after the second. */
    static final Backoff STEEP = new Backoff(Duration.ofMillis(1), 1e9, DAY, 0, () -> 0);

    final WakeUp wakeUp = new WakeUp();
    final SettableClock clock = new SettableClock();
    final BlockingQueue<Boolean> rounds = new LinkedBlockingQueue<>();
    PollingLoop loop = new PollingLoop("none", 1, wakeUp, called -> DAY);

    @AfterEach
    void stop() {
        loop.stop(Duration.ZERO);
    }

    void failOnceWith(Throwable failure) {
        var count = new AtomicInteger();
        start(1, called -> {
            if (count.incrementAndGet() == 1) {
                sneak(failure);
            }
            rounds.add(called);
            return DAY;
        });
    }

    @SuppressWarnings("unchecked")
    static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    static LoopSpec spec() {
        return LoopSpec.of("test").withLimit(LIMIT);
    }

    void start(int threads, PollingLoop.Round round) {
        start(spec().withThreads(threads), round);
    }

    void start(LoopSpec spec, PollingLoop.Round round) {
        loop = new PollingLoop(spec, wakeUp, clock, round);
        loop.start();
    }

    Boolean next() throws InterruptedException {
        Boolean called = rounds.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(called).as("a round within %s", PATIENCE).isNotNull();
        return called;
    }

    static final class SettableClock extends Clock {
        volatile Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
