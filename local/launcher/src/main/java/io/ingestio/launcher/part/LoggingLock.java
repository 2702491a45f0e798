package io.ingestio.launcher.part;

import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Lets one service of this JVM at a time configure logging. All share one logging context, and resetting it in two threads at the same
 * time breaks a start.
 */
final class LoggingLock {

    private static final ReentrantLock LOCK = new ReentrantLock();

    private LoggingLock() {}

    static void addTo(SpringApplication application) {
        application.addListeners(new Acquire(), new Release(), new ReleaseAfterFailure());
    }

    /** Before Spring Boot's listener for logging, which is the next one. */
    private static final class Acquire implements ApplicationListener<ApplicationStartingEvent>, Ordered {

        @Override
        public void onApplicationEvent(ApplicationStartingEvent event) {
            LOCK.lock();
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }

    /** After it. */
    private static final class Release implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
            release();
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }

    private static final class ReleaseAfterFailure implements ApplicationListener<ApplicationFailedEvent> {

        @Override
        public void onApplicationEvent(ApplicationFailedEvent event) {
            release();
        }
    }

    private static void release() {
        if (LOCK.isHeldByCurrentThread()) {
            LOCK.unlock();
        }
    }
}
