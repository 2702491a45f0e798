package io.ingestio.usage.stripe.event;

import java.util.Arrays;
import java.util.Optional;

/** The types of events that are applied; all others are stored and ignored. */
public enum EventType {
    CHECKOUT_COMPLETED("checkout.session.completed"),
    CHECKOUT_PAID("checkout.session.async_payment_succeeded"),
    CHECKOUT_FAILED("checkout.session.async_payment_failed"),
    CHECKOUT_EXPIRED("checkout.session.expired"),
    SUBSCRIPTION_CREATED("customer.subscription.created"),
    SUBSCRIPTION_UPDATED("customer.subscription.updated"),
    SUBSCRIPTION_DELETED("customer.subscription.deleted"),
    INVOICE_PAID("invoice.paid"),
    INVOICE_PAYMENT_SUCCEEDED("invoice.payment_succeeded"),
    INVOICE_PAYMENT_FAILED("invoice.payment_failed"),
    CHARGE_REFUNDED("charge.refunded");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    /** As Stripe writes it. */
    public String wireName() {
        return wireName;
    }

    /** Empty for a type that is not applied. */
    public static Optional<EventType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
