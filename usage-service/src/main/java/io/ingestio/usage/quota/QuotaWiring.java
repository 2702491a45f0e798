package io.ingestio.usage.quota;

import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuotaSettings.class)
class QuotaWiring {

    @Bean
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }
}
