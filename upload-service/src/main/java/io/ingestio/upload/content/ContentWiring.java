package io.ingestio.upload.content;

import io.ingestio.http.StreamLimit;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limits of readers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContentSettings.class)
class ContentWiring {

    @Bean
    StreamLimit openReads(ContentSettings settings) {
        return new StreamLimit(
                settings.atOnce(),
                settings.perUser(),
                "Too many files are being read. Finish one, or try again shortly.",
                Duration.ofSeconds(5));
    }

    /** What is already given to the connection is not seen by the stream's own limit. */
    @Bean
    NettyServerCustomizer slowReaders(ContentSettings settings) {
        return server -> server.doOnConnection(connection -> connection.addHandlerLast(
                new WriteTimeoutHandler(settings.slowReader().toMillis(), TimeUnit.MILLISECONDS)));
    }
}
