package io.ingestio.models.offline;

import io.ingestio.models.Model;
import io.ingestio.models.ocr.Ocr;
import io.ingestio.models.ocr.OcrSettings;
import io.ingestio.reader.DocumentReader;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The adapter {@code offline} of {@code ingestio.model.adapter}, and the default: the product runs without a network. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "ingestio.model.adapter", havingValue = "offline", matchIfMissing = true)
@EnableConfigurationProperties(OcrSettings.class)
public class OfflineWiring {

    @Bean
    Model offlineModel(DocumentReader reader, Ocr ocr, Scheduler offlineWork) {
        return new OfflineModel(reader, ocr, offlineWork);
    }

    @Bean
    Ocr ocr(OcrSettings settings) {
        return Ocr.of(settings);
    }

    /** Sized for OCR, which uses a processor for seconds; the rules themselves are fast. */
    @Bean(destroyMethod = "dispose")
    Scheduler offlineWork() {
        return Schedulers.newBoundedElastic(Runtime.getRuntime().availableProcessors(), 10_000, "offline-model");
    }
}
