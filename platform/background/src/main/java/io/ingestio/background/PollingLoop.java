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
 * after 1 s: nothing that a round throws ends the loop. {@link #isOverdue} says when rounds no longer succeed.
 */
public final class PollingLoop implements SmartLifecycle, Supervised {

    private static final Logger LOG = LoggerFactory.getLogger(PollingLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final LoopSpec spec;
    private final WakeUp wakeUp;
    private final Clock clock;
    private final Round round;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicReferenceArray<Success> successes;
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

    /** The last successful round of one thread; before its first one, the start. */
    private record Success(Instant at, Duration pause) {}

    /** @param wakeUp ends the pause of one thread */
    public PollingLoop(LoopSpec spec, WakeUp wakeUp, Clock clock, Round round) {
        this.spec = spec;
        this.wakeUp = wakeUp;
        this.clock = clock;
        this.round = round;
        this.successes = new AtomicReferenceArray<>(spec.threads());
    }

    /** As the other constructor, with the defaults of {@link LoopSpec#of}. */
    public PollingLoop(String name, int size, WakeUp wakeUp, Round round) {
        this(LoopSpec.of(name).withThreads(size), wakeUp, Clock.systemUTC(), round);
    }

    public String name() {
        return spec.name();
    }

    /** How many rounds failed since the process started. */
    public long failures() {
        return failures.get();
    }

    /** When the thread that is furthest behind completed a round; its start before the first one; the epoch before that. */
    public Instant lastRound() {
        Instant last = Instant.MAX;
        for (int i = 0; i < successes.length(); i++) {
            Success success = successes.get(i);
            Instant at = success == null ? Instant.EPOCH : success.at();
            last = at.isBefore(last) ? at : last;
        }
        return last;
    }

    /** Whether a thread has completed no round for longer than its pause and the loop's limit. Never while stopped. */
    public boolean isOverdue() {
        Instant now = clock.instant();
        for (int i = 0; running && i < successes.length(); i++) {
            Success success = successes.get(i);
            if (success != null
                    && success.at().plus(success.pause()).plus(spec.limit()).isBefore(now)) {
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
            successes.set(index, new Success(clock.instant(), Duration.ZERO));
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
            successes.set(thread, new Success(clock.instant(), pause.isNegative() ? Duration.ZERO : pause));
            return pause;
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable failure) {
            if (running) {
                failures.incrementAndGet();
                LOG.warn("round failed loop={} retryIn={} failure={}", name(), AFTER_FAILURE, failure, failure);
            }
            return AFTER_FAILURE;
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
