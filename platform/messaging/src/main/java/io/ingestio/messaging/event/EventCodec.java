package io.ingestio.messaging.event;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.Topic;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events to JSON and back. Unknown fields are ignored, so that a producer may be newer. A missing field that is not {@code @Nullable}
 * in the contract fails, because the records check themselves. Fractions stay exact decimals.
 */
public final class EventCodec {

    private static final Pattern VERSIONED = Pattern.compile("(.+)\\.v\\d+");

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public String encode(Event event) {
        return json.writeValueAsString(event);
    }

    /**
     * @throws UnknownType  if this version does not know the type
     * @throws NewerVersion if it knows only an older version of the type
     * @throws BadEvent     if the body is not such an event
     */
    public Event decode(Topic topic, String type, byte @Nullable [] body) {
        return read(topic.eventClass(type).orElseThrow(() -> unknown(topic, type)), body);
    }

    /** An incompatible change makes a new type: {@code extraction.completed.v2}. */
    private static RuntimeException unknown(Topic topic, String type) {
        Matcher versioned = VERSIONED.matcher(type);
        return versioned.matches() && topic.eventClass(versioned.group(1)).isPresent()
                ? new NewerVersion(type)
                : new UnknownType(type);
    }

    /** The text that the body of every event of this user contains. */
    public String userField(String userId) {
        return "\"userId\":" + json.writeValueAsString(userId);
    }

    /** Whether a body that contains {@link #userField} is an event of this user; true if it cannot be read: it holds the name then. */
    public boolean isOf(String userId, String body) {
        try {
            return json.readTree(body).path("userId").stringValue("").equals(userId);
        } catch (JacksonException e) {
            return true;
        }
    }

    private Event read(Class<? extends Event> eventClass, byte @Nullable [] body) {
        if (body == null) {
            throw new BadEvent(Topic.wireNameOf(eventClass) + " without a body");
        }
        Event event;
        try {
            event = json.readValue(body, eventClass);
        } catch (JacksonException e) {
            throw new BadEvent("not a " + Topic.wireNameOf(eventClass) + ": " + e.getOriginalMessage(), e);
        }
        if (event == null) {
            throw new BadEvent("an empty " + Topic.wireNameOf(eventClass));
        }
        return event;
    }
}
