package io.ingestio.extraction.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.extraction.SampleJobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RunningJobsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(SampleJobs.NOW);
    private final InstantSource source = now::get;
    private final RunningJobs running = new RunningJobs(source.withZone(ZoneOffset.UTC));
    private final Job job = SampleJobs.job();

    @Test
    void attemptFreesItsSlot() {
        RunningJobs.Attempt attempt = running.add(job, MINUTE);
        assertThat(running.size()).isEqualTo(1);
        running.remove(attempt);
        assertThat(running.isEmpty()).isTrue();
    }

    @Test
    void olderAttemptKeepsTheNewersSlot() {
        RunningJobs.Attempt older = running.add(job, MINUTE);
        RunningJobs.Attempt newer = running.add(job, MINUTE);
        assertThat(older.work().isDisposed()).isTrue();
        running.remove(older);
        assertThat(running.renewable()).containsExactly(job.id());
        assertThat(newer.work().isDisposed()).isFalse();
    }

    @Test
    void cancelDisposesTheWork() {
        RunningJobs.Attempt attempt = running.add(job, MINUTE);
        running.cancelAll();
        assertThat(attempt.work().isDisposed()).isTrue();
        assertThat(running.isEmpty()).isTrue();
    }

    @Test
    void leaseIsNotRenewedPastTheDeadline() {
        running.add(job, MINUTE);
        assertThat(running.renewable()).containsExactly(job.id());
        assertThat(running.overdue()).isEmpty();
        now.set(SampleJobs.NOW.plus(MINUTE));
        assertThat(running.renewable()).isEmpty();
        assertThat(running.overdue()).containsExactly(job.id());
    }
}
