package io.ingestio.upload.file;

import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.ReaderLimits;
import io.ingestio.reader.ReaderSettings;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The reader of untrusted files, in child JVMs of its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({UploadSettings.class, ReaderLimits.class})
class FileWiring {

    @Bean
    DocumentReader documentReader(UploadSettings settings, ReaderLimits limits, Clock clock) {
        return new DocumentReader(ReaderSettings.of(limits, settings.readerChildren()), clock);
    }
}
