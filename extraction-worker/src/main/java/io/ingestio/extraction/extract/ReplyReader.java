package io.ingestio.extraction.extract;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a model's raw reply and checks it: JSON, an object, and what the user's schema demands. */
@Component
class ReplyReader {

    /** An event carries the result: a larger one would not fit a Kafka record. */
    private static final int MAX_REPLY = 8 * 1024 * 1024;

    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** @param documentType what the reply says the document is; null if it does not say */
    record Result(@Nullable String documentType, Map<String, @Nullable Object> data) {}

    /**
     * The result is the member {@code data} where the reply has one, else the whole object.
     *
     * @throws UnusableReply if the reply is not of that form
     */
    Result read(String reply, @Nullable String schema) {
        JsonNode root = object(reply);
        JsonNode data = root.path("data").isObject() ? root.path("data") : root;
        if (schema != null) {
            check(data, schema);
        }
        return new Result(text(root, "documentType"), json.convertValue(data, OBJECT));
    }

    /** The member {@code documentType} of a classification; null if the reply has none. */
    @Nullable
    String readDocumentType(String reply) {
        return text(object(reply), "documentType");
    }

    private JsonNode object(String reply) {
        if (reply.length() > MAX_REPLY) {
            throw new UnusableReply("the reply is too large");
        }
        try {
            JsonNode root = json.readTree(unfenced(reply));
            if (root.isObject()) {
                return root;
            }
        } catch (JacksonException e) {
            throw new UnusableReply("the reply is no JSON, at " + e.getLocation());
        }
        throw new UnusableReply("the reply is no JSON object");
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

    private void check(JsonNode data, String schemaText) {
        Schema schema = schemas.getSchema(schemaText, InputFormat.JSON);
        var violations = schema.validate(data);
        if (!violations.isEmpty()) {
            throw new UnusableReply(
                    "the result breaks the schema at " + violations.getFirst().getInstanceLocation() + " ("
                            + violations.getFirst().getKeyword() + ")");
        }
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() && !value.stringValue().isBlank() ? value.stringValue() : null;
    }
}
