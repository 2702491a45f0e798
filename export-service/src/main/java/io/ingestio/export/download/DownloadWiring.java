package io.ingestio.export.download;

import io.ingestio.http.SignedPath;
import io.ingestio.http.StreamLimit;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LinkSettings.class, DownloadSettings.class})
class DownloadWiring {

    /** {@link ExportFileApi} verifies the signature. */
    @Bean
    SignedPath linkedFiles() {
        return new SignedPath("/api/v1/exports/*/file", "expires", "signature");
    }

    @Bean
    StreamLimit openDownloads(DownloadSettings settings) {
        return new StreamLimit(
                settings.atOnce(),
                settings.perUser(),
                "Too many files are being read. Finish one, or try again shortly.",
                Duration.ofSeconds(5));
    }
}
