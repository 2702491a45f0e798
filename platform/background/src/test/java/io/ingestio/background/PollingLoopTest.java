package io.ingestio.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Pauses are a day or none: no test waits for one to pass. */
class PollingLoopTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A millisecond after the first failure, a day after the second. */
    private static final Backoff STEEP = new Backoff(Duration.ofMillis(1), 1e9, DAY, 0, () -> 0);

    private final WakeUp wakeUp = new WakeUp();
    private final SettableClock clock = new SettableClock();
    private final BlockingQueue<Boolean> rounds = new LinkedBlockingQueue<>();
    private PollingLoop loop = new PollingLoop("none", 1, wakeUp, called -> DAY);

    @AfterEach
    void stop() {
        loop.stop(Duration.ZERO);
    }

    @Test
    void loopPausesUntilCalled() throws InterruptedException {
        start(1, called -> {
            rounds.add(called);
            return DAY;
        });
        assertThat(next()).isFalse();
        wakeUp.call();
        assertThat(next()).isTrue();
        assertThat(rounds).isEmpty();
    }

    @Test
    void loopContinuesAfterAnException() throws InterruptedException {
        failOnceWith(new IllegalStateException("wanted by the test"));
        assertThat(next()).isFalse();
        assertThat(loop.failures()).isEqualTo(1);
    }

    @Test
    void loopContinuesAfterAnError() throws InterruptedException {
        failOnceWith(new StackOverflowError("wanted by the test"));
        assertThat(next()).isFalse();
        assertThat(loop.failures()).isEqualTo(1);
    }

    /** The second failure in a row waits for a day; only a call ends that wait. */
    @Test
    void waitGrowsWithFailuresInARow() throws InterruptedException {
        var count = new AtomicInteger();
        start(spec().withBackoff(STEEP), called -> {
            if (count.incrementAndGet() <= 2) {
                throw new IllegalStateException("wanted by the test");
            }
            rounds.add(called);
            return DAY;
        });
        await().atMost(PATIENCE).until(() -> loop.failures() == 2);
        wakeUp.call();
        assertThat(next()).isTrue();
    }

    @Test
    void successResetsTheWait() throws InterruptedException {
        var count = new AtomicInteger();
        start(spec().withBackoff(STEEP), called -> {
            if (count.incrementAndGet() % 2 == 1) {
                throw new IllegalStateException("wanted by the test");
            }
            rounds.add(called);
            return Duration.ZERO;
        });
        assertThat(next()).isFalse();
        assertThat(next()).isFalse();
        assertThat(next()).isFalse();
    }

    @Test
    void loopContinuesAfterAnInterrupt() throws InterruptedException {
        var count = new AtomicInteger();
        start(1, called -> {
            rounds.add(called);
            if (count.incrementAndGet() == 1) {
                Thread.currentThread().interrupt();
            }
            return DAY;
        });
        assertThat(next()).isFalse();
        assertThat(next()).isFalse();
    }

    @Test
    void loopIsOverdueWhenRoundsFailPastItsLimit() {
        start(1, called -> {
            throw new AssertionError("wanted by the test");
        });
        await().atMost(PATIENCE).until(() -> loop.failures() > 0);
        assertThat(loop.isOverdue()).isFalse();
        assertThat(loop.lastRound()).isEqualTo(START);
        clock.now = START.plus(LIMIT).plusMillis(1);
        assertThat(loop.isOverdue()).isTrue();
    }

    /** Rounds that end in an outage, minutes apart by the clock of the loop, for an hour. */
    @Test
    void outageKeepsALoopAlive() throws InterruptedException {
        start(spec().withBackoff(new Backoff(Duration.ofMillis(1), 1, Duration.ofMillis(1), 0, () -> 0)), called -> {
            rounds.add(called);
            throw new CannotCreateTransactionException("connection refused, as the test wants");
        });
        for (int minute = 1; minute <= 60; minute++) {
            clock.now = START.plus(Duration.ofMinutes(minute));
            long before = loop.failures();
            await().atMost(PATIENCE).until(() -> loop.failures() > before + 1);
            assertThat(loop.isOverdue()).isFalse();
        }
        assertThat(loop.lastRound()).isEqualTo(START);
    }

    @Test
    void hangingRoundIsOverdueAfterAnOutage() throws InterruptedException {
        var count = new AtomicInteger();
        start(1, called -> {
            rounds.add(called);
            if (count.incrementAndGet() == 1) {
                throw new CannotCreateTransactionException("connection refused, as the test wants");
            }
            new CountDownLatch(1).await();
            return DAY;
        });
        next();
        wakeUp.call();
        next();
        clock.now = START.plus(LIMIT).plusSeconds(31);
        assertThat(loop.isOverdue()).isTrue();
    }

    @Test
    void timeoutOfARoundIsNoOutage() {
        assertThat(Outage.isCauseOf(new QueryTimeoutException("slow"))).isTrue();
        start(1, called -> {
            throw new QueryTimeoutException("slow");
        });
        await().atMost(PATIENCE).until(() -> loop.failures() > 0);
        clock.now = START.plus(LIMIT).plusMillis(1);
        assertThat(loop.isOverdue()).isTrue();
    }

    @Test
    void pauseDoesNotCountAsOverdue() {
        start(1, called -> {
            rounds.add(called);
            return DAY;
        });
        clock.now = START.plusSeconds(30);
        wakeUp.call();
        await().atMost(PATIENCE).until(() -> loop.lastRound().equals(clock.now));
        clock.now = clock.now.plus(DAY).plus(LIMIT);
        assertThat(loop.isOverdue()).isFalse();
        clock.now = clock.now.plusMillis(1);
        assertThat(loop.isOverdue()).isTrue();
    }

    @Test
    void slowestThreadDecidesTheLastRound() throws InterruptedException {
        var stuck = new CountDownLatch(1);
        var first = new AtomicInteger();
        start(2, called -> {
            if (first.incrementAndGet() == 1) {
                stuck.await();
            }
            rounds.add(called);
            return DAY;
        });
        assertThat(next()).isFalse();
        clock.now = START.plus(LIMIT).plusMillis(1);
        assertThat(loop.lastRound()).isEqualTo(START);
        assertThat(loop.isOverdue()).isTrue();
        stuck.countDown();
    }

    @Test
    void stoppedLoopIsNeverOverdue() {
        start(1, called -> DAY);
        loop.stop(PATIENCE);
        clock.now = START.plus(DAY).plus(DAY);
        assertThat(loop.isOverdue()).isFalse();
    }

    @Test
    void threadsRunRoundsAtTheSameTime() throws InterruptedException {
        var together = new CountDownLatch(3);
        start(3, called -> {
            together.countDown();
            together.await();
            return DAY;
        });
        assertThat(together.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stopLetsARunningRoundEnd() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var stopping = new CountDownLatch(1);
        start(1, called -> {
            begun.countDown();
            stopping.await();
            rounds.add(called);
            return Duration.ZERO;
        });
        begun.await();
        Thread stopper = Thread.ofPlatform().start(() -> loop.stop(PATIENCE));
        await().atMost(PATIENCE).until(() -> !loop.isRunning());
        stopping.countDown();
        stopper.join();
        assertThat(rounds).hasSize(1);
    }

    @Test
    void stopInterruptsARoundAfterItsGrace() throws InterruptedException {
        var begun = new CountDownLatch(1);
        start(1, called -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                rounds.add(called);
            }
            return DAY;
        });
        begun.await();
        loop.stop(Duration.ofMillis(10));
        assertThat(next()).isFalse();
    }

    @Test
    void stoppedLoopStartsAgain() throws InterruptedException {
        start(1, called -> {
            rounds.add(called);
            return DAY;
        });
        next();
        loop.stop(PATIENCE);
        loop.start();
        next();
        assertThat(loop.isRunning()).isTrue();
    }

    private void failOnceWith(Throwable failure) {
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
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    private static LoopSpec spec() {
        return LoopSpec.of("test").withLimit(LIMIT);
    }

    private void start(int threads, PollingLoop.Round round) {
        start(spec().withThreads(threads), round);
    }

    private void start(LoopSpec spec, PollingLoop.Round round) {
        loop = new PollingLoop(spec, wakeUp, clock, round);
        loop.start();
    }

    private Boolean next() throws InterruptedException {
        Boolean called = rounds.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(called).as("a round within %s", PATIENCE).isNotNull();
        return called;
    }

    private static final class SettableClock extends Clock {
        private volatile Instant now = START;

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
