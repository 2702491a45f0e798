package io.ingestio.upload.store;

import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The source of the ids of objects, batches and documents. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
class StoreWiring {

    @Bean
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }
}
