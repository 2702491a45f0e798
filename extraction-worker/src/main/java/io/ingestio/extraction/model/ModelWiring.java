package io.ingestio.extraction.model;

import io.ingestio.extraction.model.openai.OpenAiModel;
import io.ingestio.extraction.model.openai.OpenAiSettings;
import io.ingestio.extraction.offline.OfflineModel;
import io.ingestio.extraction.offline.Tesseract;
import io.ingestio.reader.DocumentReader;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Chooses the model's adapter by {@code ingestio.model.adapter}: {@code offline}, the default, or {@code openai}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpenAiSettings.class)
class ModelWiring {

    private static final String ADAPTER = "ingestio.model.adapter";

    /** For one page. */
    private static final Duration OCR_LIMIT = Duration.ofSeconds(60);

    @Bean
    @ConditionalOnProperty(name = ADAPTER, havingValue = "offline", matchIfMissing = true)
    Model offlineModel(DocumentReader reader, Scheduler offlineWork) {
        return new OfflineModel(reader, Tesseract.installed(OCR_LIMIT).orElse(null), offlineWork);
    }

    /** The rules' own work is short; reading an image keeps a processor busy for seconds. */
    @Bean(destroyMethod = "dispose")
    @ConditionalOnProperty(name = ADAPTER, havingValue = "offline", matchIfMissing = true)
    Scheduler offlineWork() {
        return Schedulers.newBoundedElastic(Runtime.getRuntime().availableProcessors(), 10_000, "offline-model");
    }

    @Bean
    @ConditionalOnProperty(name = ADAPTER, havingValue = "openai")
    Model openAiModel(OpenAiSettings settings, DocumentReader reader) {
        return new OpenAiModel(settings, reader);
    }
}
