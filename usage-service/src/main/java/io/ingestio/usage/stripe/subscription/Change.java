package io.ingestio.usage.stripe.subscription;

import io.ingestio.usage.stripe.event.StripeEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one event says about a subscription.
 *
 * @param rank   of events of the same second: created before updated before deleted
 * @param before as it was before; null for one that was created
 */
record Change(
        String eventId, Instant created, int rank, @Nullable StripeSubscription before, StripeSubscription after) {

    static final int DELETED = 2;

    private static final Map<String, Integer> RANKS = Map.of(
            "customer.subscription.created", 0,
            "customer.subscription.updated", 1,
            "customer.subscription.deleted", DELETED);

    static Change of(StripeEvent event) {
        Integer rank = RANKS.get(event.type());
        if (rank == null) {
            throw new IllegalArgumentException(event.type() + " is no change of a subscription");
        }
        return new Change(
                event.id(),
                event.created(),
                rank,
                rank == 0 ? null : StripeSubscription.of(with(event.object(), event.previous())),
                StripeSubscription.of(event.object()));
    }

    /** Puts the old values in place: objects name only what changed in them, lists are whole. */
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
