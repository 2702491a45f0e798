package io.ingestio.extraction.job;

import io.ingestio.background.WakeUp;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
class JobWiring {

    /** Called when jobs arrive and when a slot becomes free. */
    @Bean
    WakeUp jobLoopWakeUp() {
        return new WakeUp();
    }

    /** Called when leases may have been lost. */
    @Bean
    WakeUp leaseWakeUp() {
        return new WakeUp();
    }

    /** Names a worker uniquely among all that ever held a lease. */
    @Bean
    Supplier<UUID> workerIds() {
        return UUID::randomUUID;
    }
}
