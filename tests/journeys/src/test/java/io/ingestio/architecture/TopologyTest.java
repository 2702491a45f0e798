package io.ingestio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.ingestio.contracts.Event;
import io.ingestio.contracts.Topic;
import io.ingestio.messaging.inbox.EventListener;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the declared topics with the services' listeners and with the code that makes their events, and writes what
 * it found to {@code docs/topology.md}. The build fails where the file in the repository says something else.
 */
class TopologyTest {

    private static final Path FILE = Path.of("..", "..", "docs", "topology.md");
    static final Map<Topic, String> OWNERS = Map.of(
            Topic.UPLOAD, "upload",
            Topic.ORCHESTRATION, "orchestrator",
            Topic.EXTRACTION, "extraction",
            Topic.USAGE, "usage",
            Topic.EXPORT, "export");

    private final JavaClasses classes = ArchitectureTest.PRODUCT;

    @Test
    void onlyTheTopicOwnerPublishesAnEvent() {
        for (Topic topic : Topic.values()) {
            for (String type : topic.eventTypes()) {
                assertThat(makersOf(topic, type))
                        .as("services that make %s", type)
                        .containsExactly(OWNERS.get(topic));
            }
        }
    }

    @Test
    void noServiceListensToItself() {
        listeners()
                .forEach((service, topics) -> topics.forEach(topic -> assertThat(OWNERS.get(topic))
                        .as("listener of %s in %s", topic.wireName(), service)
                        .isNotEqualTo(service)));
    }

    @Test
    void theTopologyPageSaysWhatTheCodeDoes() throws IOException {
        String page = page();
        String before = Files.exists(FILE) ? Files.readString(FILE) : "";
        Files.writeString(FILE, page);
        assertThat(before)
                .as("docs/topology.md was out of date; it has been written anew, commit it")
                .isEqualTo(page);
    }

    private String page() {
        var page = new StringBuilder("""
                # Who publishes what to whom

                Written by `TopologyTest` from the code: topics and events from `shared-contracts`, arrows from the listeners of each
                service and from the code that makes the events. Do not edit.

                ```mermaid
                flowchart LR
                """);
        for (Topic topic : Topic.values()) {
            page.append("    %s([%s]) --> %s[[%s]]%n"
                    .formatted(OWNERS.get(topic), OWNERS.get(topic), topic, topic.wireName()));
        }
        listeners()
                .forEach((service, topics) -> topics.forEach(
                        topic -> page.append("    %s --> %s([%s])%n".formatted(topic, service, service))));
        page.append("```\n\n| topic | owner | events | listeners |\n| --- | --- | --- | --- |\n");
        for (Topic topic : Topic.values()) {
            List<String> listening = listeners().entrySet().stream()
                    .filter(entry -> entry.getValue().contains(topic))
                    .map(Map.Entry::getKey)
                    .toList();
            page.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            topic.wireName(),
                            OWNERS.get(topic),
                            String.join(
                                    " ",
                                    topic.eventTypes().stream()
                                            .map(type -> "`" + type + "`")
                                            .toList()),
                            listening.isEmpty() ? "none yet" : String.join(", ", listening)));
        }
        page.append("\nRecords that a service cannot read or apply are kept in its table `dead_letters`.\n");
        return page.toString();
    }

    /** The topics that each service listens to, by the type argument of its {@link EventListener} beans, also where a superclass has it. */
    static Map<String, Set<Topic>> listeners() {
        Map<String, Set<Topic>> found = new TreeMap<>();
        ArchitectureTest.PRODUCT.stream()
                .filter(type -> !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type -> type.isAssignableTo(EventListener.class))
                .forEach(type -> found.computeIfAbsent(serviceOf(type), service -> new TreeSet<>())
                        .add(topicOf(type)));
        return found;
    }

    private Set<String> makersOf(Topic topic, String type) {
        String eventClass = topic.eventClass(type).orElseThrow().getName();
        Predicate<JavaCall<?>> makesIt = call -> call.getTargetOwner().getName().equals(eventClass)
                && Set.of("<init>", "of").contains(call.getName());
        Set<String> makers = new TreeSet<>();
        classes.stream()
                .filter(caller -> !caller.getPackageName().startsWith("io.ingestio.contracts"))
                .filter(caller -> caller.getCodeUnitCallsFromSelf().stream().anyMatch(makesIt))
                .forEach(caller -> makers.add(serviceOf(caller)));
        return makers;
    }

    private static String serviceOf(JavaClass type) {
        return type.getPackageName().split("\\.")[2];
    }

    private static Topic topicOf(JavaClass listener) {
        return Stream.<Class<?>>iterate(listener.reflect(), Objects::nonNull, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getGenericInterfaces()))
                .filter(ParameterizedType.class::isInstance)
                .map(ParameterizedType.class::cast)
                .filter(type -> type.getRawType() == EventListener.class)
                .map(type -> topicOfFamily(type.getActualTypeArguments()[0]))
                .findFirst()
                .orElseThrow();
    }

    private static Topic topicOfFamily(Type family) {
        return Topic.ofFamily(((Class<?>) family).asSubclass(Event.class));
    }
}
