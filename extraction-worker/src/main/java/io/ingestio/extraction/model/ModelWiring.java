package io.ingestio.extraction.model;

import io.ingestio.extraction.model.openai.OpenAiModel;
import io.ingestio.extraction.model.openai.OpenAiSettings;
import io.ingestio.reader.DocumentReader;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the model's adapter by {@code ingestio.model.adapter}: {@code offline}, the default, or {@code openai}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpenAiSettings.class)
class ModelWiring {

    @Bean
    @ConditionalOnProperty(name = "ingestio.model.adapter", havingValue = "openai")
    Model openAiModel(OpenAiSettings settings, DocumentReader reader) {
        return new OpenAiModel(settings, reader);
    }
}
