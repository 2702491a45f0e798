package io.ingestio.extraction.job;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Ends the pause of this process's {@link JobLoop}: there may be a job to claim or a slot to fill. Only saves waiting. */
@Component
class WorkSignal {

    private final Semaphore signals = new Semaphore(0);

    void give() {
        signals.release();
    }

    /** Waits for a signal, at most this long; signals given meanwhile count as one. */
    void await(Duration atMost) throws InterruptedException {
        if (signals.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            signals.drainPermits();
        }
    }
}
