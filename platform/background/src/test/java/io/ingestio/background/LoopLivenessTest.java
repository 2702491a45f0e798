package io.ingestio.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

/** When a loop is overdue, and when it is not. */
class LoopLivenessTest extends PollingLoopFixture {

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
}
