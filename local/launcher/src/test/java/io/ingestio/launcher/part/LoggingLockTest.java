package io.ingestio.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

class LoggingLockTest {

    private static final int STARTS = 60;

    @Test
    void servicesMayStartAtTheSameTime() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Boolean>> starts = IntStream.range(0, STARTS)
                    .mapToObj(i -> (Callable<Boolean>) () -> start(Object.class))
                    .toList();
            for (Future<Boolean> start : threads.invokeAll(starts)) {
                assertThat(start.get()).isTrue();
            }
        }
    }

    @Test
    void failedStartHoldsNoLock() throws Exception {
        assertThatThrownBy(() -> start(Failing.class)).hasStackTraceContaining("wanted by the test");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            assertThat(threads.submit(() -> start(Object.class)).get()).isTrue();
        }
    }

    private static boolean start(Class<?> source) {
        var application = new SpringApplication(source);
        application.setWebApplicationType(WebApplicationType.NONE);
        LoggingLock.addTo(application);
        try (ConfigurableApplicationContext context = application.run()) {
            return context.isActive();
        }
    }

    static final class Failing {
        Failing() {
            throw new IllegalStateException("wanted by the test");
        }
    }
}
