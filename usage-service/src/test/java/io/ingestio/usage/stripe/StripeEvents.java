package io.ingestio.usage.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Events in the shape of Stripe's API of today, with what matters here. */
final class StripeEvents {

    private StripeEvents() {}

    static Map<String, Object> event(String type, Instant created, Map<String, Object> object) {
        return event(type, created, object, Map.of());
    }

    static Map<String, Object> event(
            String type, Instant created, Map<String, Object> object, Map<String, Object> previous) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("object", object);
        if (!previous.isEmpty()) {
            data.put("previous_attributes", previous);
        }
        return new LinkedHashMap<>(Map.of(
                "id",
                RunningBilling.id("evt"),
                "object",
                "event",
                "api_version",
                "2026-01-28.next",
                "type",
                type,
                "created",
                created.getEpochSecond(),
                "data",
                data));
    }

    /** A completed checkout of a subscription. */
    static Map<String, Object> checkout(String user, String customer) {
        return event("checkout.session.completed", Instant.now(), session(user, customer, "subscription"));
    }

    static Map<String, Object> session(String user, String customer, String mode) {
        return with(Map.of(
                "id",
                RunningBilling.id("cs"),
                "object",
                "checkout.session",
                "client_reference_id",
                user,
                "customer",
                customer,
                "mode",
                mode,
                "payment_status",
                "paid",
                "metadata",
                Map.of("user_id", user)));
    }

    /** A paid checkout of 500 pages for 20.00. */
    static Map<String, Object> pages(String user, String customer, String intent) {
        return with(
                session(user, customer, "payment"),
                "payment_intent",
                intent,
                "amount_total",
                2000,
                "currency",
                "usd",
                "metadata",
                Map.of("user_id", user, "pages", "500"));
    }

    static Map<String, Object> refund(String charge, String customer, String intent, long refunded) {
        Map<String, Object> object = with(
                Map.of(
                        "id",
                        charge,
                        "object",
                        "charge",
                        "amount",
                        2000,
                        "amount_refunded",
                        refunded,
                        "currency",
                        "usd"),
                "payment_intent",
                intent);
        return event("charge.refunded", Instant.now(), customer == null ? object : with(object, "customer", customer));
    }

    static Map<String, Object> invoice(String id, String customer, String subscription) {
        return with(
                Map.of(
                        "id",
                        id,
                        "object",
                        "invoice",
                        "customer",
                        customer,
                        "currency",
                        "usd",
                        "amount_due",
                        4900,
                        "amount_paid",
                        4900,
                        "attempt_count",
                        1),
                "parent",
                Map.of("subscription_details", Map.of("subscription", subscription)));
    }

    /** An active one whose period began at its anchor. */
    static Map<String, Object> subscription(String id, String customer, String price, Instant anchor) {
        return with(
                Map.of(
                        "id",
                        id,
                        "object",
                        "subscription",
                        "customer",
                        customer,
                        "status",
                        "active",
                        "created",
                        anchor.getEpochSecond(),
                        "billing_cycle_anchor",
                        anchor.getEpochSecond(),
                        "cancel_at_period_end",
                        false),
                "items",
                items(price, anchor));
    }

    static Map<String, Object> items(String price, Instant start) {
        return items(price, start, start.plus(Duration.ofDays(30)));
    }

    static Map<String, Object> items(String price, Instant start, Instant end) {
        return Map.of(
                "data",
                List.of(Map.of(
                        "price", Map.of("id", price),
                        "current_period_start", start.getEpochSecond(),
                        "current_period_end", end.getEpochSecond())));
    }

    /** A copy with other values; names and values in turn. */
    static Map<String, Object> with(Map<String, Object> object, Object... more) {
        Map<String, Object> copy = new LinkedHashMap<>(object);
        for (int i = 0; i < more.length; i += 2) {
            copy.put((String) more[i], more[i + 1]);
        }
        return copy;
    }

    static Map<String, Object> created(Map<String, Object> subscription, Instant at) {
        return event("customer.subscription.created", at, subscription);
    }

    /** An update event with the differences between two states. */
    static Map<String, Object> updated(Map<String, Object> before, Map<String, Object> after, Instant at) {
        Map<String, Object> previous = new LinkedHashMap<>();
        after.forEach((name, value) -> {
            if (!Objects.equals(value, before.get(name))) {
                previous.put(name, before.get(name));
            }
        });
        return event("customer.subscription.updated", at, after, previous);
    }

    static Map<String, Object> deleted(Map<String, Object> subscription, Instant at) {
        return event(
                "customer.subscription.deleted",
                at,
                with(subscription, "status", "canceled", "ended_at", at.getEpochSecond()));
    }
}
