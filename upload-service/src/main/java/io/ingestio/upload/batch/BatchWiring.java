package io.ingestio.upload.batch;

import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The source of the ids of batches and documents. */
@Configuration(proxyBeanMethods = false)
class BatchWiring {

    @Bean
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }
}
