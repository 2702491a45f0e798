package io.ingestio.usage.stripe.subscription;

import static io.ingestio.usage.stripe.event.StripeEvent.instant;
import static io.ingestio.usage.stripe.event.StripeEvent.requireInstant;
import static io.ingestio.usage.stripe.event.StripeEvent.requireText;
import static io.ingestio.usage.stripe.event.StripeEvent.text;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The state of a subscription of Stripe. Read from both shapes of the API: period and price of the subscription (until 2025-03-31)
 * or of its first item.
 *
 * @param status      as Stripe names it
 * @param anchor      the instant from which its periods count
 * @param periodStart of the paid period or the trial
 */
record StripeSubscription(
        String id,
        String customer,
        @Nullable String price,
        String status,
        Instant startedAt,
        Instant anchor,
        @Nullable Instant periodStart,
        @Nullable Instant periodEnd,
        @Nullable Instant cancelAt,
        boolean cancelAtPeriodEnd,
        @Nullable Instant canceledAt) {

    private static final Set<String> COLLECTED = Set.of("trialing", "active", "past_due", "unpaid", "paused");

    static StripeSubscription of(JsonNode object) {
        JsonNode item = object.path("items").path("data").path(0);
        Instant startedAt = requireInstant(object, "created");
        Instant anchor = instant(object, "billing_cycle_anchor");
        return new StripeSubscription(
                requireText(object, "id"),
                requireText(object, "customer"),
                price(object, item),
                requireText(object, "status"),
                startedAt,
                anchor == null ? startedAt : anchor,
                period(object, item, "current_period_start"),
                period(object, item, "current_period_end"),
                instant(object, "cancel_at"),
                object.path("cancel_at_period_end").asBoolean(false),
                instant(object, "canceled_at"));
    }

    private static @Nullable String price(JsonNode object, JsonNode item) {
        String price = text(item, "price");
        String plan = price == null ? text(item, "plan") : price;
        return plan == null ? text(object, "plan") : plan;
    }

    private static @Nullable Instant period(JsonNode object, JsonNode item, String name) {
        Instant ofItem = instant(item, name);
        return ofItem == null ? instant(object, name) : ofItem;
    }

    /** When its tier stops to apply, whether or not Stripe sends an event then; null for one without an end. */
    @Nullable
    Instant endsAt() {
        if (cancelAt != null) {
            return cancelAt;
        }
        return cancelAtPeriodEnd ? periodEnd : null;
    }

    /** Whether its tier applies now. */
    boolean inGoodStanding(Instant now) {
        return (status.equals("active") || status.equals("trialing")) && !isOver(now);
    }

    /** Whether Stripe collects for it, or will try to. */
    boolean isRunning(Instant now) {
        return COLLECTED.contains(status) && !isOver(now);
    }

    private boolean isOver(Instant now) {
        Instant end = endsAt();
        return end != null && !end.isAfter(now);
    }
}
