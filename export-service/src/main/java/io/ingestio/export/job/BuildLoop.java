package io.ingestio.export.job;

import io.ingestio.background.PollingLoop;
import io.ingestio.background.WakeUp;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The threads that build exports for as long as the service lives. They are few, so that building never starves HTTP. */
@Component
class BuildLoop implements SmartLifecycle {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ExportSettings settings;
    private final PollingLoop loop;

    BuildLoop(Builder builder, ExportSettings settings) {
        this.settings = settings;
        this.loop = new PollingLoop(
                "export-builder",
                settings.concurrency(),
                new WakeUp(),
                called -> builder.buildNext() ? Duration.ZERO : settings.poll());
    }

    @Override
    public void start() {
        loop.start();
    }

    /** Lets running builds end for a while. One that does not is built again elsewhere when its lease has run out. */
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
