package io.ingestio.extraction.retention;

import io.ingestio.messaging.KafkaSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JobSettings.class)
class RetentionWiring {

    @Bean
    DeleteOldJobs deleteOldJobs(DeleteJobs deleteJobs, JobSettings settings, KafkaSettings kafka) {
        return new DeleteOldJobs(deleteJobs, kafka.requireLonger("ingestio.job.retention", settings.retention()));
    }
}
