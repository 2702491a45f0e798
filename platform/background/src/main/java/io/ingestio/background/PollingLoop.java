package io.ingestio.background;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a task repeatedly on its own threads until stopped. A failed round, an {@link Error} included, is logged, counted and retried
 * after a wait that grows with each failure: nothing that a round throws ends the loop. {@link #isOverdue} says when rounds no longer
 * end, or end in vain for a reason that lies in this process.
 */
public final class PollingLoop implements SmartLifecycle, Supervised, SupervisedLoop {

    private static final Logger LOG = LoggerFactory.getLogger(PollingLoop.class);

    private final LoopSpec spec;
    private final WakeUp wakeUp;
    private final Clock clock;
    private final Round round;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicReferenceArray<Progress> progress;
    private volatile boolean running;

    /** One round of work. */
    @FunctionalInterface
    public interface Round {

        /**
         * @param called whether a {@link WakeUp} ended the pause before it
         * @return how long to pause afterwards; zero or less for not at all
         */
        Duration run(boolean called) throws InterruptedException;
    }

    /**
     * The rounds of one thread; its start counts as one.
     *
     * @param at     end of the last successful round
     * @param alive  end of the last round that succeeded or found a dependency away
     * @param pause  after {@code alive}
     * @param failed rounds that failed since {@code at}
     */
    private record Progress(Instant at, Instant alive, Duration pause, int failed) {

        static Progress succeeded(Instant at, Duration pause) {
            return new Progress(at, at, pause.isNegative() ? Duration.ZERO : pause, 0);
        }

        Progress failedAgain() {
            return new Progress(at, alive, pause, failed + 1);
        }

        Progress foundDependencyAway(Instant now, Duration wait) {
            return new Progress(at, now, wait, failed);
        }
    }

    /** @param wakeUp ends the pause of one thread */
    public PollingLoop(LoopSpec spec, WakeUp wakeUp, Clock clock, Round round) {
        this.spec = spec;
        this.wakeUp = wakeUp;
        this.clock = clock;
        this.round = round;
        this.progress = new AtomicReferenceArray<>(spec.threads());
    }

    /** As the other constructor, with the defaults of {@link LoopSpec#of}. */
    public PollingLoop(String name, int size, WakeUp wakeUp, Round round) {
        this(LoopSpec.of(name).withThreads(size), wakeUp, Clock.systemUTC(), round);
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public long failures() {
        return failures.get();
    }

    @Override
    public Instant lastRound() {
        Instant last = Instant.MAX;
        for (int i = 0; i < progress.length(); i++) {
            Progress one = progress.get(i);
            Instant at = one == null ? Instant.EPOCH : one.at();
            last = at.isBefore(last) ? at : last;
        }
        return last;
    }

    /**
     * Whether a thread has completed no round for longer than its pause and the loop's limit. Never while stopped. A round that found a
     * dependency away is completed: a restart would not bring the dependency back
     * (docs/adr/0017-liveness-is-about-this-process.md).
     */
    @Override
    public boolean isOverdue() {
        Instant now = clock.instant();
        for (int i = 0; running && i < progress.length(); i++) {
            Progress one = progress.get(i);
            if (one != null && one.alive().plus(one.pause()).plus(spec.limit()).isBefore(now)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized void start() {
        running = true;
        for (int i = 0; i < spec.threads(); i++) {
            int index = i;
            progress.set(index, Progress.succeeded(clock.instant(), Duration.ZERO));
            threads.add(Thread.ofPlatform()
                    .name(spec.threads() == 1 ? name() : name() + "-" + (index + 1))
                    .daemon()
                    .start(() -> repeat(index)));
        }
    }

    private void repeat(int thread) {
        boolean called = false;
        while (running) {
            try {
                called = wakeUp.await(runOnce(thread, called));
            } catch (InterruptedException e) {
                called = false; // stop() ends the loop by its flag; any other interrupt only ends this pause
            }
        }
    }

    private Duration runOnce(int thread, boolean called) throws InterruptedException {
        try {
            Duration pause = round.run(called);
            progress.set(thread, Progress.succeeded(clock.instant(), pause));
            return pause;
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable failure) {
            int failed = progress.updateAndGet(thread, Progress::failedAgain).failed();
            Duration wait = spec.backoff().after(failed);
            if (Outage.isDependencyAway(failure)) {
                progress.updateAndGet(thread, one -> one.foundDependencyAway(clock.instant(), wait));
            }
            if (running) {
                failures.incrementAndGet();
                LOG.warn(
                        "round failed loop={} inARow={} retryIn={} failure={}", name(), failed, wait, failure, failure);
            }
            return wait;
        }
    }

    /** Lets running rounds end within the grace of the {@link LoopSpec}, then interrupts them. */
    @Override
    public void stop() {
        stop(spec.grace());
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

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isAutoStartup() {
        return spec.enabled();
    }

    @Override
    public List<PollingLoop> loops() {
        return List.of(this);
    }
}
