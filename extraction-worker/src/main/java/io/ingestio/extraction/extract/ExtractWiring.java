package io.ingestio.extraction.extract;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.common.circuitbreaker.configuration.CircuitBreakerConfigCustomizer;
import io.ingestio.background.Backoff;
import io.ingestio.extraction.job.WorkerSettings;
import io.ingestio.models.DefaultPrompts;
import io.ingestio.models.offline.OfflineWiring;
import io.ingestio.models.openai.OpenAiWiring;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.ReaderLimits;
import io.ingestio.reader.ReaderSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Beans of an extraction that are not components themselves, and the model adapters. */
@Configuration(proxyBeanMethods = false)
@Import({OfflineWiring.class, OpenAiWiring.class})
@EnableConfigurationProperties(ReaderLimits.class)
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
    DocumentReader documentReader(WorkerSettings settings, ReaderLimits limits, Clock clock) {
        return new DocumentReader(ReaderSettings.of(limits, settings.readerChildren()), clock);
    }

    /** Parsing replies and evaluating schemas uses the processor, and its stack. */
    @Bean(destroyMethod = "dispose")
    Scheduler replyChecks() {
        return Schedulers.newBoundedElastic(
                Runtime.getRuntime().availableProcessors(), Integer.MAX_VALUE, "reply-checks");
    }

    /** Waits of 1 s, 2 s, 4 s … up to 5 min, and up to a half more at random. */
    @Bean
    FailurePolicy failurePolicy(WorkerSettings settings) {
        var backoff = new Backoff(
                Duration.ofSeconds(1),
                2,
                Duration.ofMinutes(5),
                0.5,
                () -> ThreadLocalRandom.current().nextDouble());
        return new FailurePolicy(settings.maxAttempts(), settings.maxPostponedAge(), backoff);
    }

    /**
     * Opens when half of the last 20 calls met a provider that was down or silent; probes again after 10 s, also without a call, since
     * none is made while no job is claimed. A slow success is a success: the threshold lies beyond every time-out.
     */
    @Bean
    static CircuitBreakerConfigCustomizer modelCircuit() {
        return CircuitBreakerConfigCustomizer.of(
                "model",
                circuit -> circuit.slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(10))
                        .permittedNumberOfCallsInHalfOpenState(ModelGate.PROBES)
                        .automaticTransitionFromOpenToHalfOpenEnabled(true)
                        .slowCallDurationThreshold(Duration.ofDays(1))
                        .recordException(ModelCalls::providerFailed));
    }
}
