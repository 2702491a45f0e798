package io.ingestio.upload.scratch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The scratch disk of this process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScratchSettings.class)
class ScratchWiring {

    @Bean
    ScratchSpace scratchSpace(ScratchSettings settings, MeterRegistry meters) {
        ScratchSpace space = ScratchSpace.open(settings);
        Gauge.builder("ingestio.upload.scratch.bytes", space, ScratchSpace::heldBytes)
                .description("Bytes of files between receipt and storage")
                .register(meters);
        return space;
    }
}
