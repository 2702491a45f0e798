package io.ingestio.export.export.build;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The threads that build exports for as long as the service lives. They are few, so that building never starves HTTP. */
@Component
class BuildLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BuildLoop.class);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Builder builder;
    private final ExportSettings settings;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    BuildLoop(Builder builder, ExportSettings settings) {
        this.builder = builder;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        running = true;
        for (int i = 1; i <= settings.concurrency(); i++) {
            threads.add(Thread.ofPlatform().name("export-builder-" + i).daemon().start(this::run));
        }
    }

    private void run() {
        while (running) {
            Duration pause = settings.poll();
            try {
                pause = builder.buildNext() ? Duration.ZERO : settings.poll();
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warn("exports are looked for again shortly: {}", e.toString());
                }
                pause = AFTER_FAILURE;
            }
            if (!sleep(pause)) {
                return;
            }
        }
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Lets running builds end for a while. One that does not is built again elsewhere when its lease has run out. */
    @Override
    public synchronized void stop() {
        running = false;
        try {
            for (Thread thread : threads) {
                if (!thread.join(GRACE)) {
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
        return settings.enabled();
    }
}
