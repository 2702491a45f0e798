package io.ingestio.background;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads of a service's own that do round after round, with pauses, until they are stopped. A round that fails is told of and
 * followed by another a second later.
 */
public final class PollingLoop {

    private static final Logger LOG = LoggerFactory.getLogger(PollingLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final int size;
    private final WakeUp wakeUp;
    private final Round round;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    /** One round of work. */
    @FunctionalInterface
    public interface Round {
        /**
         * @param called whether a call ended the pause before it
         * @return how long to pause afterwards; zero or less for not at all
         */
        Duration run(boolean called) throws InterruptedException;
    }

    /**
     * @param name   of the threads, which tells what fails
     * @param size   how many threads do rounds at the same time
     * @param wakeUp ends the pause of one of them
     */
    public PollingLoop(String name, int size, WakeUp wakeUp, Round round) {
        this.name = name;
        this.size = size;
        this.wakeUp = wakeUp;
        this.round = round;
    }

    public synchronized void start() {
        running = true;
        for (int i = 1; i <= size; i++) {
            threads.add(Thread.ofPlatform()
                    .name(size == 1 ? name : name + "-" + i)
                    .daemon()
                    .start(this::repeat));
        }
    }

    private void repeat() {
        boolean called = false;
        try {
            while (running) {
                called = wakeUp.await(runOnce(called));
            }
        } catch (InterruptedException e) {
            // Told to stop: there is nobody above to tell.
        }
    }

    private Duration runOnce(boolean called) throws InterruptedException {
        try {
            return round.run(called);
        } catch (RuntimeException e) {
            if (running) {
                LOG.warn("a round of {} failed and is tried again: {}", name, e.toString());
            }
            return AFTER_FAILURE;
        }
    }

    /** Lets running rounds end, each for this long, then interrupts them. */
    public synchronized void stop(Duration grace) {
        running = false;
        wakeUp.call();
        try {
            for (Thread thread : threads) {
                if (!thread.join(grace)) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    public boolean isRunning() {
        return running;
    }
}
