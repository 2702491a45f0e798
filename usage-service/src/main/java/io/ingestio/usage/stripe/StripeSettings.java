package io.ingestio.usage.stripe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach Stripe, and what is sold through it. All empty means that billing is not configured; everything else works.
 *
 * @param apiKey          secret key; without it no checkout can be opened
 * @param webhookSecret   signing secret of the webhook endpoint; without it no event is accepted
 * @param apiBase         where Stripe's API is
 * @param timeout         of one call of it, to connect and to read
 * @param livemode        whether events of real payments are applied, or those of Stripe's test mode; by default that of the API key,
 *                        and both without a key
 * @param tolerance       how old the signature of an event may be
 * @param retention       how long an applied or ignored event is kept in the log
 * @param successUrl      where a browser goes after a checkout
 * @param cancelUrl       where a browser goes from an aborted checkout
 * @param portalReturnUrl where a browser goes from the billing portal
 * @param prices          see {@link Prices}
 */
@ConfigurationProperties("ingestio.stripe")
public record StripeSettings(
        @DefaultValue("") String apiKey,
        @DefaultValue("") String webhookSecret,
        @DefaultValue("https://api.stripe.com") String apiBase,
        @DefaultValue("15s") Duration timeout,
        @Nullable Boolean livemode,
        @DefaultValue("5m") Duration tolerance,
        @DefaultValue("180d") Duration retention,
        @DefaultValue("") String successUrl,
        @DefaultValue("") String cancelUrl,
        @DefaultValue("") String portalReturnUrl,
        @DefaultValue("") String prices) {

    public StripeSettings {
        if (tolerance.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "ingestio.stripe.tolerance: at least 1s, or old events could be played again");
        }
        if (!apiKey.isBlank() && (successUrl.isBlank() || cancelUrl.isBlank() || portalReturnUrl.isBlank())) {
            throw new IllegalArgumentException("ingestio.stripe.api-key is set: success-url, cancel-url and"
                    + " portal-return-url are needed with it");
        }
        Prices.parse(prices);
    }

    public boolean canCall() {
        return !apiKey.isBlank();
    }

    /** Whether events of this mode are applied: a test event must not grant a plan, nor may a test apply a real one. */
    public boolean accepts(boolean eventLivemode) {
        if (livemode != null) {
            return livemode == eventLivemode;
        }
        return !canCall() || apiKey.contains("_live_") == eventLivemode;
    }

    public boolean canListen() {
        return !webhookSecret.isBlank();
    }

    /** Without the two secrets. */
    @Override
    public String toString() {
        return "StripeSettings[apiKey=%s, webhookSecret=%s, apiBase=%s, prices=%s]"
                .formatted(canCall() ? "set" : "none", canListen() ? "set" : "none", apiBase, prices);
    }
}
