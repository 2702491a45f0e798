package io.ingestio.orchestrator.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
class LiveWiring {

    @Bean
    MeterBinder liveMeters(OpenStreams streams) {
        return meters -> Gauge.builder("ingestio.live.streams", streams, OpenStreams::count)
                .description("Open live streams of this process")
                .register(meters);
    }
}
