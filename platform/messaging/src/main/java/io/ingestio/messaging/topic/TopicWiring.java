package io.ingestio.messaging.topic;

import io.ingestio.messaging.KafkaSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The one step that creates and checks topics. */
@AutoConfiguration(afterName = "io.ingestio.messaging.KafkaWiring")
class TopicWiring {

    @Bean
    ProvideTopics provideTopics(KafkaSettings settings) {
        return new ProvideTopics(settings);
    }
}
