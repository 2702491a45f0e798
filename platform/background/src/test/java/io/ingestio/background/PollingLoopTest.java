package io.ingestio.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rounds, pauses, failures and stops. */
class PollingLoopTest extends PollingLoopFixture {

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
}
