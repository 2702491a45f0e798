package io.ingestio.usage.stripe.payment;

import static io.ingestio.usage.stripe.event.StripeEvent.instant;
import static io.ingestio.usage.stripe.event.StripeEvent.number;
import static io.ingestio.usage.stripe.event.StripeEvent.requireText;
import static io.ingestio.usage.stripe.event.StripeEvent.text;

import io.ingestio.usage.stripe.event.StripeEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A payment received.
 *
 * @param id    of the invoice, or of the checkout session that bought credits
 * @param kind  subscription, credits or other
 * @param pages bought as credits
 */
record Payment(
        String id,
        @Nullable String userId,
        @Nullable String customerId,
        String kind,
        @Nullable String subscriptionId,
        @Nullable String paymentIntentId,
        long amountCents,
        String currency,
        long pages,
        Instant paidAt) {

    static Payment ofInvoice(StripeEvent event, @Nullable String userId) {
        JsonNode invoice = event.object();
        String subscription = subscriptionOf(invoice);
        Instant paidAt = instant(invoice.path("status_transitions"), "paid_at");
        return new Payment(
                event.requireSubject(),
                userId,
                event.customer(),
                subscription == null ? "other" : "subscription",
                subscription,
                event.paymentIntent(),
                number(invoice, "amount_paid"),
                requireText(invoice, "currency"),
                0,
                paidAt == null ? event.created() : paidAt);
    }

    static Payment ofCheckout(StripeEvent event, @Nullable String userId, long pages) {
        return new Payment(
                event.requireSubject(),
                userId,
                event.customer(),
                "credits",
                null,
                event.paymentIntent(),
                number(event.object(), "amount_total"),
                requireText(event.object(), "currency"),
                pages,
                event.created());
    }

    /** A field of the invoice until API version 2025-03-31, since then of its parent. */
    static @Nullable String subscriptionOf(JsonNode invoice) {
        String ofParent = text(invoice.at("/parent/subscription_details"), "subscription");
        return ofParent == null ? text(invoice, "subscription") : ofParent;
    }
}
