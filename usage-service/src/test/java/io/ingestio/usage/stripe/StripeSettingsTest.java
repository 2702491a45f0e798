package io.ingestio.usage.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeSettingsTest {

    @ParameterizedTest
    @CsvSource({
        // livemode, apiKey, mode of the event, accepted
        ", '', true, true",
        ", '', false, true",
        ", sk_test_1, true, false",
        ", sk_test_1, false, true",
        ", rk_live_1, true, true",
        ", rk_live_1, false, false",
        "true, sk_test_1, true, true",
        "false, '', true, false",
    })
    void acceptsEventsOfItsMode(Boolean livemode, String apiKey, boolean eventLivemode, boolean accepted) {
        var settings = new StripeSettings(
                apiKey,
                "",
                "",
                Duration.ofSeconds(1),
                livemode,
                Duration.ofMinutes(5),
                Duration.ofDays(180),
                "a",
                "b",
                "c",
                "");

        assertThat(settings.accepts(eventLivemode)).isEqualTo(accepted);
    }

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
                null,
                Duration.ofMinutes(5),
                Duration.ofDays(180),
                url,
                url,
                url,
                prices);
    }
}
