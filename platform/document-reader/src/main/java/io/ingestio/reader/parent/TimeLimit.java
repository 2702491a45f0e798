package io.ingestio.reader.parent;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Kills a child that works for too long, and says whether it or the machine was too slow.
 *
 * <p>A first attempt ends at the wall clock. A second one gets as much processor time as the first one had wall clock, so that a machine
 * that is merely busy decides nothing; it ends after three times the wall clock in any case.
 */
final class TimeLimit {
    private static final int MOST = 3;
    private static final long LOOK_MILLIS = 100;

    private final ChildProcess child;
    private final Duration wallClock;
    private final Duration before;
    private final long start = System.nanoTime();
    private final boolean patient;
    private final ScheduledFuture<?> looks;
    private volatile @Nullable Loss loss;
    private volatile Duration processorTime = Duration.ZERO;

    private TimeLimit(ChildProcess child, Duration wallClock, boolean patient, ScheduledExecutorService alarms) {
        this.child = child;
        this.wallClock = wallClock;
        this.patient = patient;
        this.before = child.processorTime();
        long first = patient ? LOOK_MILLIS : wallClock.toMillis();
        this.looks = alarms.scheduleWithFixedDelay(this::look, first, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    static TimeLimit first(ChildProcess child, Duration wallClock, ScheduledExecutorService alarms) {
        return new TimeLimit(child, wallClock, false, alarms);
    }

    static TimeLimit second(ChildProcess child, Duration wallClock, ScheduledExecutorService alarms) {
        return new TimeLimit(child, wallClock, true, alarms);
    }

    private void look() {
        Duration used = child.processorTime().minus(before);
        if (!patient) {
            end(Loss.outOfTime(used, wallClock), used);
        } else if (used.compareTo(wallClock) >= 0) {
            end(Loss.DOCUMENT, used);
        } else if (System.nanoTime() - start > wallClock.multipliedBy(MOST).toNanos()) {
            end(Loss.MACHINE, used);
        }
    }

    private void end(Loss why, Duration used) {
        processorTime = used;
        loss = why;
        child.kill();
        looks.cancel(false);
    }

    /** @return whether the child was in time */
    boolean stop() {
        looks.cancel(false);
        return loss == null;
    }

    /** Why the child was killed; null if it was not, by this. */
    @Nullable
    Loss loss() {
        return loss;
    }

    /** That a killed child had used. */
    Duration processorTime() {
        return processorTime;
    }
}
