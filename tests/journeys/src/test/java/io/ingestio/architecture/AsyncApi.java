package io.ingestio.architecture;

import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.ingestio.contracts.Event;
import io.ingestio.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The AsyncAPI 3.0 document of all topics: channels and messages from {@code shared-contracts}, operations from who owns and who
 * listens to what, examples from the golden files.
 */
final class AsyncApi {

    private static final Path GOLDEN = Path.of("..", "..", "shared-contracts", "src", "test", "resources", "golden");

    private final JsonMapper json = new JsonMapper();
    private final SchemaGenerator schemas = schemaGenerator();
    private final Map<String, Set<Topic>> listeners = TopologyTest.listeners();

    private static SchemaGenerator schemaGenerator() {
        var settings = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.ADDITIONAL_FIXED_TYPES, Option.INLINE_ALL_SCHEMAS, Option.NULLABLE_FIELDS_BY_DEFAULT)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        settings.forFields().withNullableCheck(AsyncApi::isNullable).withRequiredCheck(field -> !isNullable(field));
        return new SchemaGenerator(settings.build());
    }

    private static boolean isNullable(FieldScope field) {
        Field raw = field.getRawMember();
        return raw.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** The document, formatted. */
    String text() {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(document()) + "\n";
    }

    ObjectNode document() {
        ObjectNode document = json.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "IngestIO events")
                .put("version", "1")
                .put(
                        "description",
                        "CloudEvents 1.0 in Kafka's binary mode. Each topic has one owner; the events of one key come in order. An"
                                + " event may be delivered again, and order across topics is not given. A consumer ignores fields and"
                                + " events that it does not know. See docs/events.md.");
        document.put("defaultContentType", "application/json");
        document.set("channels", channels());
        document.set("operations", operations());
        ObjectNode components = document.putObject("components");
        components.set("messages", messages());
        components.putObject("messageTraits").set("cloudEvent", cloudEvent());
        return document;
    }

    private ObjectNode channels() {
        ObjectNode channels = json.createObjectNode();
        for (Topic topic : Topic.values()) {
            ObjectNode channel = channels.putObject(topic.wireName());
            channel.put("address", topic.wireName());
            channel.put("description", "Owned by " + TopologyTest.OWNERS.get(topic) + ".");
            ObjectNode messages = channel.putObject("messages");
            topic.eventTypes().forEach(type -> reference(messages.putObject(type), "#/components/messages/" + type));
        }
        return channels;
    }

    private ObjectNode operations() {
        ObjectNode operations = json.createObjectNode();
        for (Topic topic : Topic.values()) {
            operation(operations, TopologyTest.OWNERS.get(topic) + "-sends", "send", topic);
        }
        listeners.forEach((service, topics) -> topics.forEach(
                topic -> operation(operations, service + "-receives-" + topic.wireName(), "receive", topic)));
        return operations;
    }

    private static void operation(ObjectNode operations, String name, String action, Topic topic) {
        ObjectNode operation = operations.putObject(name).put("action", action);
        reference(operation.putObject("channel"), "#/channels/" + topic.wireName());
    }

    private ObjectNode messages() {
        ObjectNode messages = json.createObjectNode();
        for (Topic topic : Topic.values()) {
            for (String type : topic.eventTypes()) {
                messages.set(type, message(type, topic.eventClass(type).orElseThrow()));
            }
        }
        return messages;
    }

    private ObjectNode message(String type, Class<? extends Event> eventClass) {
        ObjectNode message = json.createObjectNode().put("name", type);
        message.put("summary", ContractDocs.of(eventClass).summary());
        reference(message.putArray("traits").addObject(), "#/components/messageTraits/cloudEvent");
        message.set("payload", payload(eventClass));
        var examples = message.putArray("examples");
        examples(type)
                .forEach((name, body) -> examples.addObject().put("name", name).set("payload", body));
        return message;
    }

    ObjectNode payload(Class<? extends Event> eventClass) {
        ObjectNode schema = schemas.generateSchema(eventClass);
        ContractDocs.of(eventClass).components().forEach((name, text) -> {
            if (schema.path("properties").get(name) instanceof ObjectNode property) {
                property.put("description", text);
            }
        });
        return schema;
    }

    /** The golden forms of an event, by the names of their files without the type. */
    Map<String, ObjectNode> examples(String type) {
        Map<String, ObjectNode> examples = new TreeMap<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(type + ".v")) {
                    examples.put(name.substring(type.length() + 1, name.length() - ".json".length()), (ObjectNode)
                            json.readTree(file.toFile()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return examples;
    }

    private ObjectNode cloudEvent() {
        ObjectNode trait = json.createObjectNode();
        ObjectNode headers = trait.putObject("headers").put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        List<String> names = new ArrayList<>();
        for (Header header : Header.ALL) {
            properties.putObject(header.name()).put("type", "string").put("description", header.description());
            names.add(header.name());
        }
        headers.set("required", json.valueToTree(names));
        trait.put("contentType", "application/json");
        return trait;
    }

    private record Header(String name, String description) {
        private static final List<Header> ALL = Arrays.asList(
                new Header("ce_specversion", "1.0"),
                new Header("ce_id", "A UUID. A consumer that has applied an event of this id ignores it."),
                new Header(
                        "ce_type",
                        "The name of the message. An incompatible version has another one, which ends in .v2."),
                new Header("ce_source", "The topic as a path."),
                new Header("ce_subject", "The key of the record: the id of the batch, or of the user."),
                new Header("ce_time", "When the event was made, RFC 3339."),
                new Header("content-type", "application/json"));
    }

    private static void reference(ObjectNode node, String target) {
        node.put("$ref", target);
    }
}
