package io.ingestio.export.job;

import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExportSettings.class)
class ExportWiring {

    @Bean
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }
}
