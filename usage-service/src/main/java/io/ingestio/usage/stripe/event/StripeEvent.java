package io.ingestio.usage.stripe.event;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event of Stripe, read as JSON and not into the SDK's classes: those fit one version of the API, and events come in the version
 * with which the endpoint was created.
 *
 * @param livemode whether real money moved; false for an event of Stripe's test mode
 * @param object   the subject of the event, as it was after it
 * @param previous the old values of the changed fields; an empty object for an event that is no change
 * @see <a href="https://docs.stripe.com/api/events/object">Stripe: the event object</a>
 */
public record StripeEvent(
        String id, String type, Instant created, boolean livemode, JsonNode object, JsonNode previous) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Not an event, or an event without a required field. */
    public static final class Unreadable extends RuntimeException {
        public Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * @throws Unreadable if this is no JSON or no event
     */
    public static StripeEvent parse(String body) {
        try {
            JsonNode event = JSON.readTree(body);
            return new StripeEvent(
                    requireText(event, "id"),
                    requireText(event, "type"),
                    requireInstant(event, "created"),
                    event.path("livemode").asBoolean(false),
                    event.path("data").path("object"),
                    event.path("data").path("previous_attributes"));
        } catch (JacksonException e) {
            throw new Unreadable("this is no JSON");
        }
    }

    /** The subscription, invoice, session or charge that it is about. */
    public @Nullable String subject() {
        return text(object, "id");
    }

    public @Nullable String customer() {
        return text(object, "customer");
    }

    public @Nullable String paymentIntent() {
        return text(object, "payment_intent");
    }

    /** The user in the metadata of our checkout, or in that of an invoice's subscription; null for objects created elsewhere. */
    public @Nullable String claimedUser() {
        return Stream.of(
                        text(object.path("metadata"), "user_id"),
                        text(object, "client_reference_id"),
                        text(object.at("/parent/subscription_details/metadata"), "user_id"),
                        text(object.at("/subscription_details/metadata"), "user_id"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    public String requireSubject() {
        return requireText(object, "id");
    }

    /** A string, or the id of an expanded object; null where there is none. */
    public static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        JsonNode text = value.isObject() ? value.path("id") : value;
        return text.isString() && !text.stringValue().isBlank() ? text.stringValue() : null;
    }

    public static String requireText(JsonNode node, String name) {
        String value = text(node, name);
        if (value == null) {
            throw new Unreadable("it has no " + name);
        }
        return value;
    }

    public static long number(JsonNode node, String name) {
        return node.path(name).asLong(0);
    }

    /** Stripe counts seconds. */
    public static @Nullable Instant instant(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isIntegralNumber() ? Instant.ofEpochSecond(value.longValue()) : null;
    }

    public static Instant requireInstant(JsonNode node, String name) {
        Instant value = instant(node, name);
        if (value == null) {
            throw new Unreadable("it has no " + name);
        }
        return value;
    }
}
