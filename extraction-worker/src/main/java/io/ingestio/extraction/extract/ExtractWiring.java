package io.ingestio.extraction.extract;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.common.circuitbreaker.configuration.CircuitBreakerConfigCustomizer;
import io.ingestio.extraction.job.WorkerSettings;
import io.ingestio.models.DefaultPrompts;
import io.ingestio.models.offline.OfflineWiring;
import io.ingestio.models.openai.OpenAiWiring;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.ReaderSettings;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The parts that an extraction is made of and that are not beans by themselves. */
@Configuration(proxyBeanMethods = false)
@Import({OfflineWiring.class, OpenAiWiring.class})
class ExtractWiring {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DefaultPrompts defaultPrompts() {
        return new DefaultPrompts();
    }

    @Bean
    DocumentReader documentReader(WorkerSettings settings) {
        return new DocumentReader(ReaderSettings.defaults().withMaxChildren(settings.readerChildren()));
    }

    /** Opens when half of the last 20 calls met a provider that was down or silent; probes again after 10 s. */
    @Bean
    CircuitBreakerConfigCustomizer modelCircuit() {
        return CircuitBreakerConfigCustomizer.of(
                "model",
                circuit -> circuit.slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(10))
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .recordException(ModelCalls::providerFailed));
    }
}
