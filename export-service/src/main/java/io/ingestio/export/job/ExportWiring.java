package io.ingestio.export.job;

import io.ingestio.background.LoopSpec;
import io.ingestio.background.PollingLoop;
import io.ingestio.background.WakeUp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExportSettings.class)
class ExportWiring {

    /** Longer than the sum of the limits of one attempt: reading, storing and the statements around them. */
    private static final Duration ROUND_LIMIT = Duration.ofMinutes(35);

    @Bean
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }

    /**
     * The threads that build exports. They are few, so that building never starves HTTP. An attempt that does not end within the
     * grace of a shutdown is interrupted; its lease expires and it is built again.
     */
    @Bean
    PollingLoop exportBuilder(RunExports runExports, ExportSettings settings, Clock clock) {
        LoopSpec spec = LoopSpec.of("export-builder")
                .withThreads(settings.concurrency())
                .withLimit(ROUND_LIMIT)
                .withEnabled(settings.enabled());
        return new PollingLoop(
                spec, new WakeUp(), clock, called -> runExports.runNext() ? Duration.ZERO : settings.poll());
    }
}
