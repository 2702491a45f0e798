package io.ingestio.upload.content;

import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limit of slow readers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContentSettings.class)
class ContentWiring {

    /** What is already given to the connection is not seen by the stream's own limit. */
    @Bean
    NettyServerCustomizer slowReaders(ContentSettings settings) {
        return server -> server.doOnConnection(connection -> connection.addHandlerLast(
                new WriteTimeoutHandler(settings.slowReader().toMillis(), TimeUnit.MILLISECONDS)));
    }
}
