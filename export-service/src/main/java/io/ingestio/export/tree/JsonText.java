package io.ingestio.export.tree;

import io.ingestio.export.tree.Node.Kind;
import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into a {@link Node} and writes it, character by character the same numbers, names and texts. */
public final class JsonText {

    /** Deepest nesting of data, as of what a model answers. */
    static final int MAX_DEPTH = 64;

    /** Longest data, as of what a model answers. */
    static final int MAX_CHARACTERS = 8 * 1024 * 1024;

    private static final int MAX_DIGITS = 100;

    /** Stored data are within the bounds of their time; these ones only protect the stack. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(500)
                    .maxNumberLength(10_000)
                    .maxNameLength(1_000_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonText() {}

    /**
     * @throws JacksonException if it is not one JSON value
     */
    public static Node read(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Node root = value(parser);
            if (parser.nextToken() != null) {
                throw new tools.jackson.core.exc.StreamReadException(parser, "more than one value");
            }
            return root;
        }
    }

    private static Node value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new tools.jackson.core.exc.StreamReadException(parser, "no value");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> Node.leaf(Kind.STRING, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Node.leaf(Kind.NUMBER, parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> Node.leaf(Kind.BOOLEAN, parser.getString());
            case VALUE_NULL -> Node.leaf(Kind.NULL, "null");
            default -> throw new tools.jackson.core.exc.StreamReadException(parser, "not a value");
        };
    }

    private static Node object(JsonParser parser) {
        Node object = Node.object();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.getString();
            parser.nextToken();
            object.members().put(name, value(parser));
        }
        return object;
    }

    private static Node array(JsonParser parser) {
        Node array = Node.array();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.items().add(value(parser));
        }
        return array;
    }

    /** The JSON of a value. Characters that UTF-8 cannot write, half a surrogate pair, are escaped. */
    public static String write(Node node) {
        var out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    private static void write(Node node, StringBuilder out) {
        switch (node.kind()) {
            case OBJECT -> {
                char before = '{';
                for (Map.Entry<String, Node> member : node.members().entrySet()) {
                    out.append(before);
                    quote(member.getKey(), out);
                    out.append(':');
                    write(member.getValue(), out);
                    before = ',';
                }
                out.append(before == '{' ? "{}" : "}");
            }
            case ARRAY -> {
                char before = '[';
                for (Node item : node.items()) {
                    out.append(before);
                    write(item, out);
                    before = ',';
                }
                out.append(before == '[' ? "[]" : "]");
            }
            case STRING -> quote(node.text(), out);
            case NUMBER, BOOLEAN, NULL -> out.append(node.text());
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || isHalf(text, i)) {
                out.append("\\u").append("%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** Whether the character is a surrogate without its other half. */
    private static boolean isHalf(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /** Whether a person may type this text: every store and every format can hold it. */
    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\0' || isHalf(text, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a person may type this number: it can be printed in plain digits. */
    static boolean isPrintable(String number) {
        try {
            var value = new BigDecimal(number);
            return number.length() <= 2 * MAX_DIGITS
                    && (long) value.precision() - value.scale() <= MAX_DIGITS
                    && value.scale() <= MAX_DIGITS;
        } catch (NumberFormatException e) {
            return false; // an exponent of more than ten digits
        }
    }
}
