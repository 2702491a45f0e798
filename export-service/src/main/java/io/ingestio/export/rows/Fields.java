package io.ingestio.export.rows;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data of one document laid flat: {@code {"seller": {"name": …}}} is the field {@code seller.name}. Arrays are kept whole.
 *
 * @param values every value that is no array, by path, in the order of the document
 * @param arrays every array, by path, in the order of the document
 */
public record Fields(Map<String, JsonNode> values, Map<String, JsonNode> arrays) {

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Extracted data, read so that decimals keep every digit: an amount must not change on its way into a file. */
    public static JsonNode tree(String data) {
        return EXACT.readTree(data);
    }

    public static Fields of(JsonNode data) {
        Fields fields = new Fields(new LinkedHashMap<>(), new LinkedHashMap<>());
        fields.add("", data);
        return fields;
    }

    private void add(String path, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(member -> add(child(path, member.getKey()), member.getValue()));
        } else if (value.isArray()) {
            arrays.put(path, value);
        } else if (!path.isEmpty()) {
            values.put(path, value);
        }
    }

    /** A dot within a name is escaped, so that no two fields get the same path. */
    private static String child(String path, String name) {
        String escaped = name.replace("\\", "\\\\").replace(".", "\\.");
        return path.isEmpty() ? escaped : path + "." + escaped;
    }
}
