package io.ingestio.export.job;

import io.ingestio.background.PollingLoop;
import io.ingestio.background.WakeUp;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The threads that build exports while the service runs. They are few, so that building never starves HTTP. */
@Component
class BuildLoop implements SmartLifecycle {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ExportSettings settings;
    private final PollingLoop loop;

    BuildLoop(RunExports runExports, ExportSettings settings) {
        this.settings = settings;
        this.loop = new PollingLoop(
                "export-builder",
                settings.concurrency(),
                new WakeUp(),
                called -> runExports.runNext() ? Duration.ZERO : settings.poll());
    }

    @Override
    public void start() {
        loop.start();
    }

    /** Waits for running attempts. One that does not end in time is interrupted; its lease expires and it is built again. */
    @Override
    public void stop() {
        loop.stop(GRACE);
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }
}
