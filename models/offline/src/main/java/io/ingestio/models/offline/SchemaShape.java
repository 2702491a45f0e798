package io.ingestio.models.offline;

import io.ingestio.models.offline.field.Fields;
import io.ingestio.models.offline.prompt.FieldRequest;
import io.ingestio.models.offline.prompt.PromptFields;
import io.ingestio.models.offline.value.Amounts;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.models.offline.words.Vocabulary;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The properties of a JSON Schema, each in the type that the schema demands, null where the document states none. */
final class SchemaShape {
    private static final Vocabulary ITEM_COLUMNS = Vocabulary.load("columns");

    private final Fields fields;
    private final Reading reading;

    SchemaShape(Fields fields, Reading reading) {
        this.fields = fields;
        this.reading = reading;
    }

    Map<String, @Nullable Object> data(JsonNode schema) {
        return object(schema, "");
    }

    private Map<String, @Nullable Object> object(JsonNode schema, String parent) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            data.put(property.getKey(), value(property.getKey(), property.getValue(), parent));
        }
        return data;
    }

    private @Nullable Object value(String name, JsonNode schema, String parent) {
        String label = words(name);
        if (schema.has("properties")) {
            return object(schema, label);
        }
        String qualified = (parent + " " + label).strip();
        String known = PromptFields.concept(qualified).isPresent() ? qualified : label;
        Object found =
                fields.value(new FieldRequest(name, PromptFields.concept(known).orElse(null), known));
        JsonNode items = schema.path("items").path("properties");
        if (found instanceof List<?> list && !items.isEmpty()) {
            return list.stream().map(item -> item(item, items)).toList();
        }
        return typed(found, schema);
    }

    /** An item under the property names of the schema: {@code qty} or {@code Menge} is the quantity. */
    private Object item(Object item, JsonNode properties) {
        if (!(item instanceof Map<?, ?> parts)) {
            return item;
        }
        Map<String, @Nullable Object> shaped = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            String label = words(property.getKey());
            Object direct = parts.get(property.getKey());
            Object found = direct != null
                    ? direct
                    : ITEM_COLUMNS.exactly(label).stream()
                            .flatMap(column -> Optional.ofNullable(
                                    parts.get(column.key().equals("transaction_text") ? "description" : column.key()))
                                    .stream())
                            .findFirst()
                            .orElse(null);
            shaped.put(property.getKey(), typed(found, property.getValue()));
        }
        return shaped;
    }

    private @Nullable Object typed(@Nullable Object value, JsonNode schema) {
        JsonNode type = schema.path("type");
        String wanted = type.isArray() ? type.path(0).asString("") : type.asString("");
        return switch (wanted) {
            case "number", "integer" -> number(value);
            case "string" -> string(value);
            case "array" -> value instanceof List<?> ? value : value == null ? List.of() : List.of(value);
            default -> value;
        };
    }

    private @Nullable Object number(@Nullable Object value) {
        if (value instanceof String text) {
            return reading.amounts().only(text).map(Amounts.Amount::value).orElse(null);
        }
        return value instanceof BigDecimal ? value : null;
    }

    private static @Nullable Object string(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof List<?> ? null : value;
    }

    /** {@code poNumber} and {@code po_number} as words. */
    private static String words(String name) {
        return name.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|_|-", " ").toLowerCase(Locale.ROOT);
    }
}
