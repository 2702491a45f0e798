package io.ingestio.upload.batch;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BatchWiring {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
