package io.ingestio.orchestrator.webhook.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a webhook endpoint can be called for. {@code docs/webhooks.md} shows a payload of each. */
public enum EventType {
    BATCH_COMPLETED,
    DOCUMENT_FAILED,
    EXPORT_COMPLETED,

    /** Sent at a user's request, to any endpoint. */
    WEBHOOK_TEST;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '.');

    public String wireName() {
        return wireName;
    }

    /** Those that an endpoint can ask for. */
    public static List<EventType> subscribable() {
        return Arrays.stream(values()).filter(type -> type != WEBHOOK_TEST).toList();
    }

    public static Optional<EventType> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(name))
                .findFirst();
    }
}
