package io.ingestio.orchestrator.webhook;

import io.ingestio.orchestrator.webhook.address.AddressRules;
import io.ingestio.orchestrator.webhook.address.AllowedAddresses;
import io.ingestio.orchestrator.webhook.address.HostLookup;
import io.ingestio.orchestrator.webhook.address.UrlRules;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookWiring {

    @Bean
    Supplier<UUID> endpointIds() {
        return UUID::randomUUID;
    }

    @Bean
    UrlRules webhookUrlRules(WebhookSettings settings) {
        return new UrlRules(settings.allowHttp(), settings.ports());
    }

    @Bean
    AllowedAddresses allowedAddresses(HostLookup lookup, WebhookSettings settings) {
        return new AllowedAddresses(lookup, new AddressRules(settings.allowLoopback()));
    }

    @Bean
    SecretVault secretVault(WebhookSettings settings) {
        return new SecretVault(settings.key(), new SecureRandom());
    }
}
