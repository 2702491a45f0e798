package io.ingestio.export.tree;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.tree.Node.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * One operation of a JSON Patch (RFC 6902).
 *
 * @param from  null unless the value is moved or copied
 * @param value null unless one is added, replaced or tested
 */
record Operation(
        Op op,
        Pointer path,
        @Nullable Pointer from,
        @Nullable Node value) {

    /** As many as one patch may have. */
    static final int MOST = 1_000;

    private static final int MAX_NAME = 1_000;

    enum Op {
        ADD,
        REMOVE,
        REPLACE,
        MOVE,
        COPY,
        TEST
    }

    /**
     * @throws PatchRefused {@code invalid_patch} for a text that is no JSON Patch, or beyond a bound
     */
    static List<Operation> read(String patch) {
        Node root;
        try {
            root = JsonText.read(patch);
        } catch (JacksonException e) {
            throw invalid(-1, "", "The body is not JSON.");
        }
        if (root.kind() != Kind.ARRAY || root.items().isEmpty() || root.items().size() > MOST) {
            throw invalid(-1, "", "The body must be a JSON Patch of 1 to " + MOST + " operations.");
        }
        List<Operation> operations = new ArrayList<>();
        for (Node item : root.items()) {
            operations.add(of(item.members(), operations.size()));
        }
        return operations;
    }

    private static Operation of(Map<String, Node> members, int number) {
        String name = text(members, "op", number);
        Op op = Arrays.stream(Op.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> invalid(number, "", "op must be one of add, remove, replace, move, copy, test."));
        Pointer path = pointer(members, "path", number);
        boolean hasFrom = op == Op.MOVE || op == Op.COPY;
        boolean hasValue = op == Op.ADD || op == Op.REPLACE || op == Op.TEST;
        Node value = hasValue ? members.get("value") : null;
        if (hasValue && value == null) {
            throw invalid(number, path.toString(), "The operation needs a value.");
        }
        if (value != null) {
            requireBounds(value, new StringBuilder(path.toString()), number);
        }
        return new Operation(op, path, hasFrom ? pointer(members, "from", number) : null, value);
    }

    private static String text(Map<String, Node> members, String name, int number) {
        Node member = members.get(name);
        if (member == null || member.kind() != Kind.STRING) {
            throw invalid(number, "", "The operation needs " + name + ", a text.");
        }
        return member.text();
    }

    private static Pointer pointer(Map<String, Node> members, String name, int number) {
        return Pointer.parse(text(members, name, number))
                .orElseThrow(() -> invalid(number, "", name + " must be a JSON Pointer."));
    }

    private static void requireBounds(Node value, StringBuilder place, int number) {
        boolean storable =
                switch (value.kind()) {
                    case STRING -> JsonText.isStorable(value.text());
                    case NUMBER -> JsonText.isPrintable(value.text());
                    default -> true;
                };
        if (!storable) {
            throw invalid(
                    number,
                    place.toString(),
                    "The value has the character NUL, half of a surrogate pair, or a number of more than 100 digits.");
        }
        value.members().keySet().forEach(name -> requireName(name, place, number));
        Pointer.within(value, place, below -> requireBounds(below, place, number));
    }

    static void requireName(String name, CharSequence place, int number) {
        if (name.length() > MAX_NAME || !JsonText.isStorable(name)) {
            throw invalid(
                    number,
                    place.toString(),
                    "A name is too long, or has the character NUL or half of a surrogate pair.");
        }
    }

    private static PatchRefused invalid(int number, String pointer, String sentence) {
        return new PatchRefused(ErrorCode.INVALID_PATCH, number, pointer, sentence);
    }
}
