package io.ingestio.usage.stripe.subscription;

import io.ingestio.usage.stripe.event.StripeEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The change of a subscription that one event reports.
 *
 * @param rank   of events of the same second: created before updated before deleted
 * @param before the state before; null for a creation
 */
record SubscriptionChange(
        String eventId, Instant created, int rank, @Nullable StripeSubscription before, StripeSubscription after) {

    static final int DELETED = 2;

    private static final Map<String, Integer> RANKS = Map.of(
            "customer.subscription.created", 0,
            "customer.subscription.updated", 1,
            "customer.subscription.deleted", DELETED);

    static SubscriptionChange of(StripeEvent event) {
        Integer rank = RANKS.get(event.type());
        if (rank == null) {
            throw new IllegalArgumentException(event.type() + " is no change of a subscription");
        }
        return new SubscriptionChange(
                event.id(),
                event.created(),
                rank,
                rank == 0 ? null : StripeSubscription.of(with(event.object(), event.previous())),
                StripeSubscription.of(event.object()));
    }

    /** Restores the previous values: objects name only their changed fields, lists are complete. */
    private static JsonNode with(JsonNode object, JsonNode previous) {
        if (!(object instanceof ObjectNode now) || !(previous instanceof ObjectNode old)) {
            return object;
        }
        ObjectNode merged = now.objectNode();
        merged.setAll(now);
        old.properties()
                .forEach(entry -> merged.set(
                        entry.getKey(),
                        entry.getValue().isObject() && now.path(entry.getKey()).isObject()
                                ? with(now.path(entry.getKey()), entry.getValue())
                                : entry.getValue()));
        return merged;
    }
}
