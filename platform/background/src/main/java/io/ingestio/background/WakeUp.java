package io.ingestio.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends the pause of a polling loop in the same process. Only saves waiting: a loop that misses a call polls all the same. */
public final class WakeUp {

    private final Semaphore calls = new Semaphore(0);

    public void call() {
        calls.release();
    }

    /**
     * Waits for a call, at most this long; calls made meanwhile count as one.
     *
     * @return whether there was one
     */
    public boolean await(Duration atMost) throws InterruptedException {
        boolean called = calls.tryAcquire(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
        calls.drainPermits();
        return called;
    }
}
