package io.ingestio.usage.stripe.checkout;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.CustomerCreation;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import com.stripe.param.checkout.SessionCreateParams.SubscriptionData;
import io.ingestio.usage.stripe.AttemptTable;
import io.ingestio.usage.stripe.Prices;
import io.ingestio.usage.stripe.StripeSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checkout to be opened. User, attempt and pages are in the metadata of everything that it creates, so that its events name them.
 *
 * @param customer of the user at Stripe; null for a user who never paid
 */
record NewCheckout(
        UUID attempt,
        String userId,
        Prices.Offer offer,
        String price,
        @Nullable String customer) {

    String kind() {
        return switch (offer) {
            case Prices.Plan plan -> "subscription";
            case Prices.Credits pack -> "credits";
        };
    }

    SessionCreateParams params(StripeSettings settings) {
        Map<String, String> metadata = metadata();
        var session = SessionCreateParams.builder()
                .setClientReferenceId(userId)
                .setSuccessUrl(settings.successUrl())
                .setCancelUrl(settings.cancelUrl())
                .putAllMetadata(metadata)
                .addLineItem(LineItem.builder().setPrice(price).setQuantity(1L).build());
        if (customer != null) {
            session.setCustomer(customer);
        }
        return switch (offer) {
            case Prices.Plan plan ->
                session.setMode(Mode.SUBSCRIPTION)
                        .setSubscriptionData(SubscriptionData.builder()
                                .putAllMetadata(metadata)
                                .build())
                        .build();
            case Prices.Credits pack -> forCredits(session, metadata).build();
        };
    }

    /** Without this a payment creates no customer that the next one could reuse. */
    private SessionCreateParams.Builder forCredits(SessionCreateParams.Builder session, Map<String, String> metadata) {
        if (customer == null) {
            session.setCustomerCreation(CustomerCreation.ALWAYS);
        }
        return session.setMode(Mode.PAYMENT)
                .setPaymentIntentData(
                        PaymentIntentData.builder().putAllMetadata(metadata).build());
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("user_id", userId);
        metadata.put(AttemptTable.METADATA, attempt.toString());
        if (offer instanceof Prices.Credits pack) {
            metadata.put("pages", Long.toString(pack.pages()));
        }
        return metadata;
    }
}
