package io.ingestio.usage.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StripeSettingsTest {

    @Test
    void printsNoSecret() {
        assertThat(settings("sk_live_1", "whsec_1", "https://a", "")).asString().doesNotContain("sk_live_1", "whsec_1");
    }

    @Test
    void requiresReturnUrlsWithAnApiKey() {
        assertThatThrownBy(() -> settings("sk_live_1", "", "", "")).hasMessageContaining("success-url");
        assertThat(settings("", "", "", "").canCall()).isFalse();
    }

    @Test
    void rejectsInvalidPricesAtStart() {
        assertThatThrownBy(() -> settings("", "", "", "price_a:plus")).hasMessageContaining("'price_a:plus'");
    }

    private static StripeSettings settings(String key, String secret, String url, String prices) {
        return new StripeSettings(
                key,
                secret,
                "https://api.stripe.com",
                Duration.ofSeconds(15),
                Duration.ofMinutes(5),
                url,
                url,
                url,
                prices);
    }
}
