package io.ingestio.orchestrator.live;

import io.ingestio.http.StreamLimit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
class LiveWiring {

    @Bean
    StreamLimit openStreams(LiveSettings settings) {
        return new StreamLimit(
                settings.streams(),
                settings.userStreams(),
                "Too many live streams are open. Close one, or try again later.",
                Duration.ofSeconds(30));
    }

    @Bean
    MeterBinder liveMeters(StreamLimit streams) {
        return meters -> Gauge.builder("ingestio.live.streams", streams, StreamLimit::count)
                .description("Open live streams of this process")
                .register(meters);
    }
}
