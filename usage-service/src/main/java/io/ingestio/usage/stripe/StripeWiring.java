package io.ingestio.usage.stripe;

import com.stripe.StripeClient;
import io.ingestio.http.service.OpenPath;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StripeSettings.class)
class StripeWiring {

    @Bean
    Prices prices(StripeSettings settings) {
        return Prices.parse(settings.prices());
    }

    /** Without retries: the user's browser waits, and the user decides. */
    @Bean
    StripeClient stripe(StripeSettings settings) {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        return StripeClient.builder()
                .setApiKey(settings.canCall() ? settings.apiKey() : "not_configured")
                .setApiBase(settings.apiBase())
                .setConnectTimeout(timeout)
                .setReadTimeout(timeout)
                .setMaxNetworkRetries(0)
                .build();
    }

    /** Stripe has no token: it signs its events instead. */
    @Bean
    OpenPath webhook() {
        return new OpenPath(HttpMethod.POST, "/api/v1/webhooks/stripe");
    }
}
