package io.ingestio.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pauses of a day or none: no test waits for one to pass. */
class PollingLoopTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WakeUp wakeUp = new WakeUp();
    private final BlockingQueue<Boolean> rounds = new LinkedBlockingQueue<>();
    private PollingLoop loop = new PollingLoop("none", 1, wakeUp, called -> DAY);

    @AfterEach
    void stop() {
        loop.stop(Duration.ZERO);
    }

    @Test
    void pausesUntilItIsCalled() throws InterruptedException {
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
    void goesOnAfterARoundThatFailed() throws InterruptedException {
        var count = new AtomicInteger();
        start(1, called -> {
            if (count.incrementAndGet() == 1) {
                throw new IllegalStateException("the test wants it so");
            }
            rounds.add(called);
            return DAY;
        });

        assertThat(next()).isFalse();
    }

    @Test
    void doesRoundsAtTheSameTime() throws InterruptedException {
        var together = new CountDownLatch(3);
        start(3, called -> {
            together.countDown();
            together.await();
            return DAY;
        });

        assertThat(together.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void letsARoundEndBeforeItStops() throws InterruptedException {
        var begun = new CountDownLatch(1);
        start(1, called -> {
            begun.countDown();
            Thread.sleep(50);
            rounds.add(called);
            return Duration.ZERO;
        });
        begun.await();

        loop.stop(PATIENCE);

        assertThat(loop.isRunning()).isFalse();
        assertThat(rounds).hasSize(1);
    }

    @Test
    void interruptsARoundThatTakesTooLong() throws InterruptedException {
        var begun = new CountDownLatch(1);
        start(1, called -> {
            begun.countDown();
            try {
                Thread.sleep(DAY);
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
    void startsAgain() throws InterruptedException {
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

    private void start(int size, PollingLoop.Round round) {
        loop = new PollingLoop("test", size, wakeUp, round);
        loop.start();
    }

    private Boolean next() throws InterruptedException {
        Boolean called = rounds.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(called).as("a round within %s", PATIENCE).isNotNull();
        return called;
    }
}
