package io.ingestio.models.offline;

import io.ingestio.models.Model;
import io.ingestio.models.offline.page.Tesseract;
import io.ingestio.reader.DocumentReader;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The adapter {@code offline} of {@code ingestio.model.adapter}, and the default: the product runs without a network. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "ingestio.model.adapter", havingValue = "offline", matchIfMissing = true)
public class OfflineWiring {

    /** Time limit for one page. */
    private static final Duration OCR_LIMIT = Duration.ofSeconds(60);

    @Bean
    Model offlineModel(DocumentReader reader, Scheduler offlineWork) {
        return new OfflineModel(reader, Tesseract.installed(OCR_LIMIT).orElse(null), offlineWork);
    }

    /** Sized for OCR, which uses a processor for seconds; the rules themselves are fast. */
    @Bean(destroyMethod = "dispose")
    Scheduler offlineWork() {
        return Schedulers.newBoundedElastic(Runtime.getRuntime().availableProcessors(), 10_000, "offline-model");
    }
}
