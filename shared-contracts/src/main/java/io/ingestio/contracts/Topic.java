package io.ingestio.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The topics, one per owning service, and the event types that each carries. */
public enum Topic {
    UPLOAD("ingestio.upload", UploadEvent.class),
    ORCHESTRATION("ingestio.orchestration", OrchestrationEvent.class),
    EXTRACTION("ingestio.extraction", ExtractionEvent.class),
    USAGE("ingestio.usage", UsageEvent.class),
    EXPORT("ingestio.export", ExportEvent.class);

    private final String wireName;
    private final Class<? extends Event> family;
    private final Map<String, Class<? extends Event>> eventsByWireName;

    Topic(String wireName, Class<? extends Event> family) {
        this.wireName = wireName;
        this.family = family;
        this.eventsByWireName = Arrays.stream(family.getPermittedSubclasses())
                .map(type -> type.<Event>asSubclass(Event.class))
                .collect(Collectors.toUnmodifiableMap(Topic::wireNameOf, type -> type));
    }

    /** The name of the Kafka topic. */
    public String wireName() {
        return wireName;
    }

    /** The wire names of the events on this topic, sorted. */
    public List<String> eventTypes() {
        return eventsByWireName.keySet().stream().sorted().toList();
    }

    /** The record that a wire name stands for; empty for a type that this version does not know. */
    public Optional<Class<? extends Event>> eventClass(String type) {
        return Optional.ofNullable(eventsByWireName.get(type));
    }

    public static Topic of(Event event) {
        return ofFamily(event.getClass());
    }

    /** The topic that carries an event record or a family of them. */
    public static Topic ofFamily(Class<? extends Event> type) {
        return Arrays.stream(values())
                .filter(topic -> topic.family.isAssignableFrom(type))
                .findFirst()
                .orElseThrow();
    }

    public static String wireNameOf(Class<? extends Event> type) {
        WireName name = type.getAnnotation(WireName.class);
        if (name == null) {
            throw new IllegalArgumentException(type + " has no @WireName");
        }
        return name.value();
    }
}
