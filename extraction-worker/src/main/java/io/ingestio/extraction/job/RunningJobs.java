package io.ingestio.extraction.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** The attempts that run in this process. An attempt frees its own slot only: a newer one of the same job keeps its slot. */
final class RunningJobs {

    private final Map<UUID, Attempt> attempts = new ConcurrentHashMap<>();
    private final Clock clock;

    RunningJobs(Clock clock) {
        this.clock = clock;
    }

    /** The slot of one attempt, compared by identity; disposing its work cancels it. */
    static final class Attempt {
        private final UUID job;
        private final Instant renewUntil;
        private final Disposable.Swap work = Disposables.swap();

        private Attempt(UUID job, Instant renewUntil) {
            this.job = job;
            this.renewUntil = renewUntil;
        }

        UUID job() {
            return job;
        }

        Instant renewUntil() {
            return renewUntil;
        }

        Disposable.Swap work() {
            return work;
        }
    }

    /**
     * Occupies a slot. An older attempt of the same job has lost its lease, or it could not be claimed again: it is cancelled.
     *
     * @param renewFor how long the lease is renewed; an attempt that holds on longer loses its lease and is reaped
     */
    Attempt add(Job job, Duration renewFor) {
        var attempt = new Attempt(job.id(), clock.instant().plus(renewFor));
        Attempt older = attempts.put(job.id(), attempt);
        if (older != null) {
            older.work().dispose();
        }
        return attempt;
    }

    void remove(Attempt attempt) {
        attempts.remove(attempt.job(), attempt);
    }

    /** Cancels the work of a job and frees its slot. */
    void cancel(UUID job) {
        Attempt attempt = attempts.remove(job);
        if (attempt != null) {
            attempt.work().dispose();
        }
    }

    void cancelAll() {
        Set.copyOf(attempts.keySet()).forEach(this::cancel);
    }

    /** The jobs whose lease is to be renewed. */
    Set<UUID> renewable() {
        Instant now = clock.instant();
        return attempts.values().stream()
                .filter(attempt -> now.isBefore(attempt.renewUntil()))
                .map(Attempt::job)
                .collect(Collectors.toSet());
    }

    /** The jobs whose attempt should have ended long ago. */
    Set<UUID> overdue() {
        Instant now = clock.instant();
        return attempts.values().stream()
                .filter(attempt -> !now.isBefore(attempt.renewUntil()))
                .map(Attempt::job)
                .collect(Collectors.toSet());
    }

    int size() {
        return attempts.size();
    }

    boolean isEmpty() {
        return attempts.isEmpty();
    }
}
