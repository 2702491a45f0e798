package io.ingestio.usage.sweep;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Runs every {@link Sweep}; one that fails is tried again at its next turn. */
@Configuration(proxyBeanMethods = false)
class SweepWiring implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(SweepWiring.class);
    private static final int PORTION = 500;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<Sweep> sweeps;

    SweepWiring(List<Sweep> sweeps) {
        this.sweeps = sweeps;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        sweeps.forEach(sweep -> tasks.addFixedDelayTask(() -> run(sweep), sweep.every()));
    }

    private static void run(Sweep sweep) {
        try {
            long count;
            do {
                count = sweep.portion(PORTION).blockOptional(LIMIT).orElse(0L);
            } while (count == PORTION);
        } catch (RuntimeException e) {
            LOG.warn("{} is tried again later: {}", sweep.getClass().getSimpleName(), e.toString());
        }
    }
}
