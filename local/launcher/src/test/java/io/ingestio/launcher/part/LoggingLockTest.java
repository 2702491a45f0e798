package io.ingestio.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

class LoggingLockTest {

    private static final int STARTS = 12;

    private final AtomicInteger configuring = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void oneStartAtATimeConfiguresLogging() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Boolean>> starts = IntStream.range(0, STARTS)
                    .mapToObj(i -> (Callable<Boolean>) () -> start(Object.class))
                    .toList();
            for (Future<Boolean> start : threads.invokeAll(starts)) {
                assertThat(start.get()).isTrue();
            }
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void failedStartHoldsNoLock() throws Exception {
        assertThatThrownBy(() -> start(Failing.class)).hasStackTraceContaining("wanted by the test");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            assertThat(threads.submit(() -> start(Object.class)).get()).isTrue();
        }
    }

    private boolean start(Class<?> source) {
        var application = new SpringApplication(source);
        application.setWebApplicationType(WebApplicationType.NONE);
        LoggingLock.addTo(application);
        application.addListeners(new Occupancy());
        try (ConfigurableApplicationContext context = application.run()) {
            return context.isActive();
        }
    }

    /** Counts the starts between the two events around which Spring Boot configures logging. */
    private final class Occupancy implements ApplicationListener<SpringApplicationEvent>, Ordered {

        @Override
        public void onApplicationEvent(SpringApplicationEvent event) {
            if (event instanceof ApplicationStartingEvent) {
                most.accumulateAndGet(configuring.incrementAndGet(), Math::max);
            } else if (event instanceof ApplicationEnvironmentPreparedEvent) {
                configuring.decrementAndGet();
            }
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE - 1;
        }
    }

    static final class Failing {
        Failing() {
            throw new IllegalStateException("wanted by the test");
        }
    }
}
