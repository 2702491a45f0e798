package io.ingestio.orchestrator.webhook.address;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AddressWiring {

    @Bean
    HostLookup dnsLookup() {
        return new DnsLookup();
    }
}
