package io.ingestio.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends the pause of a polling loop in the same process. It only saves waiting: a loop that misses a call still polls. */
public final class WakeUp {

    private final Semaphore calls = new Semaphore(0);

    public void call() {
        calls.release();
    }

    /**
     * Waits for a call for at most the given time. Calls made since the last wait count as one.
     *
     * @return whether there was one
     */
    public boolean await(Duration atMost) throws InterruptedException {
        boolean called = calls.tryAcquire(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
        calls.drainPermits();
        return called;
    }
}
