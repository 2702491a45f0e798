package io.ingestio.jsonschema;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads untrusted JSON. What it returns can be compared, printed in plain digits, stored as {@code jsonb} and walked recursively: it
 * is at most {@value #MAX_DEPTH} levels deep, its numbers have at most {@value #MAX_DIGITS} digits before and after the point, and no
 * text contains the character NUL, which PostgreSQL cannot store.
 */
public final class BoundedJson {

    public static final int MAX_DEPTH = 64;
    public static final int MAX_CHARACTERS = 8 * 1024 * 1024;
    private static final int MAX_DIGITS = 100;
    private static final int MAX_NAME = 1_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(2 * MAX_DIGITS)
                            .maxNameLength(MAX_NAME)
                            .maxStringLength(MAX_CHARACTERS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private BoundedJson() {}

    /** @throws UnboundedJson if the text is not JSON, or beyond a bound */
    public static JsonNode read(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new UnboundedJson("", "longer than " + MAX_CHARACTERS + " characters");
        }
        JsonNode root = parse(text);
        if (root.isMissingNode()) {
            throw new UnboundedJson("", "not JSON: empty");
        }
        check(root, "");
        return root;
    }

    /** {@code /} and {@code ~} in a name are escaped (RFC 6901). */
    static String child(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (StreamConstraintsException e) {
            throw new UnboundedJson("", "too deep, or a name or number is too long");
        } catch (JacksonException e) {
            throw new UnboundedJson("", "not JSON" + place(e.getLocation()));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new UnboundedJson("", "a number has too many digits");
        }
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static void check(JsonNode node, String pointer) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                String place = child(pointer, property.getKey());
                requireText(property.getKey(), place);
                check(property.getValue(), place);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), pointer + "/" + i);
            }
        } else if (node.isString()) {
            requireText(node.stringValue(), pointer);
        } else if (node.isNumber()) {
            requireDigits(node.decimalValue(), pointer);
        }
    }

    private static void requireText(String text, String pointer) {
        if (text.indexOf('\0') >= 0) {
            throw new UnboundedJson(pointer.replace("\0", "\\u0000"), "text with the character NUL");
        }
    }

    private static void requireDigits(BigDecimal number, String pointer) {
        long before = (long) number.precision() - number.scale();
        if (before > MAX_DIGITS || number.scale() > MAX_DIGITS) {
            throw new UnboundedJson(pointer, "a number has too many digits");
        }
    }
}
