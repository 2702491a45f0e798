package io.ingestio.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Mono;

class BackgroundWiringTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ApplicationContextRunner app =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BackgroundWiring.class));

    /** Full portions first, then the given failure for ever. */
    private record Counting(String name, AtomicInteger portions, int full, Throwable then) implements Sweep {

        @Override
        public Duration every() {
            return Duration.ofDays(1);
        }

        @Override
        public Mono<Long> portion(int limit) {
            int portion = portions.incrementAndGet();
            return portion <= full ? Mono.just((long) limit) : then == null ? Mono.just(0L) : Mono.error(then);
        }
    }

    @Test
    void sweepContinuesWhilePortionsAreFull() {
        var sweep = new Counting("test", new AtomicInteger(), 3, null);
        app.withBean(Sweep.class, () -> sweep)
                .run(context -> await().atMost(PATIENCE).untilAtomic(sweep.portions(), org.hamcrest.Matchers.is(4)));
    }

    /** A pass of many portions is no long round: each portion that ends is progress. */
    @Test
    void portionIsARound() {
        var sweep = new Counting("test", new AtomicInteger(), 1, null);
        assertThat(SweepLoops.round(sweep)).isEqualTo(Duration.ZERO);
        assertThat(sweep.portions()).hasValue(1);
        assertThat(SweepLoops.round(sweep)).isEqualTo(sweep.every());
        assertThat(sweep.portions()).hasValue(2);
    }

    @Test
    void livenessIsDownForALoopKilledByErrors() {
        var started = Instant.parse("2026-01-01T00:00:00Z");
        var clock = new AtomicInteger();
        var sweep = new Counting("killed", new AtomicInteger(), 0, new NoClassDefFoundError("wanted by the test"));
        app.withBean(Sweep.class, () -> sweep)
                .withBean(Clock.class, () -> new Ticking(started, clock))
                .run(context -> {
                    PollingLoop loop = context.getBean(SweepLoops.class).loops().getFirst();
                    await().atMost(PATIENCE).until(() -> loop.failures() > 0);
                    LoopsHealth health = context.getBean(LoopsHealth.class);
                    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
                    clock.set(3600);
                    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health.health().getDetails()).containsEntry("overdue", List.of("sweep-killed"));
                });
    }

    @Test
    void livenessIsUpWhileADependencyIsAway() {
        var clock = new AtomicInteger();
        var away = new DataAccessResourceFailureException("connection refused, as the test wants");
        var sweep = new Counting("waiting", new AtomicInteger(), 0, away);
        app.withBean(Sweep.class, () -> sweep)
                .withBean(Clock.class, () -> new Ticking(Instant.parse("2026-01-01T00:00:00Z"), clock))
                .run(context -> {
                    PollingLoop loop = context.getBean(SweepLoops.class).loops().getFirst();
                    clock.set(3600);
                    long before = loop.failures();
                    await().atMost(PATIENCE).until(() -> loop.failures() > before);
                    assertThat(context.getBean(LoopsHealth.class).health().getStatus())
                            .isEqualTo(Status.UP);
                });
    }

    @Test
    void metersNameEveryLoop() {
        var sweep = new Counting("test", new AtomicInteger(), 0, new IllegalStateException("wanted by the test"));
        app.withBean(Sweep.class, () -> sweep).run(context -> {
            var meters = new SimpleMeterRegistry();
            context.getBean(LoopMeters.class).bindTo(meters);
            assertThat(meters.get("ingestio.loop.last.round")
                            .tag("loop", "sweep-test")
                            .gauge()
                            .value())
                    .isPositive();
            await().atMost(PATIENCE)
                    .until(() -> meters.get("ingestio.loop.failures")
                                    .tag("loop", "sweep-test")
                                    .functionCounter()
                                    .count()
                            > 0);
        });
    }

    private static final class Ticking extends Clock {
        private final Instant start;
        private final AtomicInteger seconds;

        private Ticking(Instant start, AtomicInteger seconds) {
            this.start = start;
            this.seconds = seconds;
        }

        @Override
        public Instant instant() {
            return start.plusSeconds(seconds.get());
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
