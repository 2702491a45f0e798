package io.ingestio.extraction.extract;

import io.ingestio.jsonschema.BoundedJson;
import io.ingestio.jsonschema.CheckLimitExceeded;
import io.ingestio.jsonschema.DataSchema;
import io.ingestio.jsonschema.UnboundedJson;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a model's raw reply and checks it: bounded JSON, an object, and what the user's schema demands. Every reply ends in a result
 * or in {@link UnusableReply}, after a bounded amount of work. Uses the processor: not for an event loop.
 */
@Component
class ReplyReader {

    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    /** A longer text is no name of a type; it would make the event as large as the reply. */
    private static final int MAX_TYPE_CHARACTERS = 100;

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** @param documentType the document's type according to the reply; null if it names none */
    record Result(@Nullable String documentType, Map<String, @Nullable Object> data) {}

    /**
     * The result is the member {@code data} where the reply has one, else the whole object.
     *
     * @throws UnusableReply if the reply is not of that form
     */
    Result read(String reply, Optional<DataSchema> schema) {
        JsonNode root = object(reply);
        JsonNode data = root.path("data").isObject() ? root.path("data") : root;
        schema.ifPresent(demanded -> check(data, demanded));
        return new Result(documentType(root), json.convertValue(data, OBJECT));
    }

    /** The member {@code documentType} of a classification; null if the reply has none. */
    @Nullable
    String readDocumentType(String reply) {
        return documentType(object(reply));
    }

    private static JsonNode object(String reply) {
        try {
            JsonNode root = BoundedJson.read(unfenced(reply));
            if (root.isObject()) {
                return root;
            }
        } catch (UnboundedJson e) {
            throw new UnusableReply("the reply is unusable at \"" + e.pointer() + "\": " + e.getMessage());
        }
        throw new UnusableReply("the reply is not a JSON object");
    }

    /** Some models wrap JSON in a Markdown fence although asked not to. */
    private static String unfenced(String reply) {
        String text = reply.strip();
        if (!text.startsWith("```")) {
            return text;
        }
        int from = text.indexOf('\n');
        int to = text.lastIndexOf("```");
        return from > 0 && to > from ? text.substring(from + 1, to) : text;
    }

    private static void check(JsonNode data, DataSchema schema) {
        try {
            schema.check(data).ifPresent(violation -> {
                throw new UnusableReply(
                        "the result breaks the schema at " + violation.pointer() + " (" + violation.keyword() + ")");
            });
        } catch (CheckLimitExceeded e) {
            throw new UnusableReply("the result cannot be checked against the schema: " + e.getMessage());
        }
    }

    private static @Nullable String documentType(JsonNode object) {
        JsonNode value = object.path("documentType");
        return value.isString()
                        && !value.stringValue().isBlank()
                        && value.stringValue().length() <= MAX_TYPE_CHARACTERS
                ? value.stringValue()
                : null;
    }
}
