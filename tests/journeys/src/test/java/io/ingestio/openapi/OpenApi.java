package io.ingestio.openapi;

import io.swagger.v3.core.jackson.ModelResolver;
import java.time.Duration;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webflux.core.configuration.SpringDocWebFluxConfiguration;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document of the calls that the gateway forwards, from the controllers of all services. Nothing is started for it. */
final class OpenApi {

    enum Version {
        V3_1,
        /** For the comparison with an earlier document: the tool that compares knows this one. */
        V3_0
    }

    private OpenApi() {}

    static String document(Version version) {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(JwtAuthenticationToken.class, Jwt.class, ServerWebExchange.class)
                .replaceWithSchema(JsonNode.class, new io.swagger.v3.oas.models.media.Schema<>());
        var text = new StringBuilder();
        new ReactiveWebApplicationContextRunner()
                .withPropertyValues(
                        "springdoc.api-docs.enabled=true",
                        "springdoc.api-docs.version=" + (version == Version.V3_1 ? "openapi_3_1" : "openapi_3_0"),
                        "springdoc.writer-with-order-by-keys=true",
                        "springdoc.writer-with-default-pretty-printer=true",
                        "springdoc.default-produces-media-type=application/json",
                        "springdoc.paths-to-match=/api/v1/**")
                .withConfiguration(AutoConfigurations.of(
                        HttpHandlerAutoConfiguration.class,
                        WebFluxAutoConfiguration.class,
                        SpringDocConfiguration.class,
                        SpringDocConfigProperties.class,
                        SpringDocWebFluxConfiguration.class))
                .withUserConfiguration(Controllers.class, Descriptions.class)
                .run(context -> text.append(WebTestClient.bindToApplicationContext(context)
                        .configureClient()
                        .responseTimeout(Duration.ofMinutes(2))
                        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                        .build()
                        .get()
                        .uri("/v3/api-docs")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody()));
        return text.append('\n').toString();
    }

    @Configuration(proxyBeanMethods = false)
    static class Controllers {

        /** Controllers without what they call: their declarations are all that is read. */
        @Bean
        static BeanDefinitionRegistryPostProcessor controllers() {
            var objenesis = new SpringObjenesis();
            return (BeanDefinitionRegistry registry) -> {
                for (Class<?> controller : Endpoint.controllers()) {
                    registry.registerBeanDefinition(controller.getName(), bean(controller, objenesis));
                }
            };
        }

        private static <T> RootBeanDefinition bean(Class<T> controller, SpringObjenesis objenesis) {
            return new RootBeanDefinition(controller, () -> objenesis.newInstance(controller));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Descriptions {
        @Bean
        ModelResolver schemas(ObjectMapperProvider mappers, SpringDocConfigProperties settings) {
            return new RecordSchemas(mappers.jsonMapper(), settings.isOpenapi31(), SourceComments.read());
        }

        @Bean
        GlobalOperationCustomizer operations() {
            return new DescribeOperation(ApiPage.read());
        }

        @Bean
        GlobalOpenApiCustomizer frame() {
            return new DescribeApi();
        }
    }
}
