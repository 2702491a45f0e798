package io.ingestio.upload.scan;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the scanner. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScanSettings.class)
class ScanWiring {

    @Bean
    VirusScan virusScan(ScanSettings settings) {
        return settings.clamdHost().isBlank() ? VirusScan.OFF : new Clamd(settings);
    }
}
