package io.ingestio.models.openai;

import io.ingestio.models.Model;
import io.ingestio.reader.DocumentReader;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The adapter {@code openai} of {@code ingestio.model.adapter}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "ingestio.model.adapter", havingValue = "openai")
@EnableConfigurationProperties(OpenAiSettings.class)
public class OpenAiWiring {

    @Bean
    Model openAiModel(OpenAiSettings settings, DocumentReader reader) {
        return new OpenAiModel(settings, reader);
    }
}
