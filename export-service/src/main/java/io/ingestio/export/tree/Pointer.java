package io.ingestio.export.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Pointer (RFC 6901): the names and positions that lead from the root to a value.
 *
 * @param steps unescaped; empty for the root
 */
public record Pointer(List<String> steps) {

    static final Pointer ROOT = new Pointer(List.of());

    private static final int MAX_LENGTH = 10_000;

    public Pointer {
        steps = List.copyOf(steps);
    }

    /** Empty for a text that is none, or is longer than any place in data. */
    static Optional<Pointer> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(ROOT);
        }
        if (text.charAt(0) != '/' || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        List<String> steps = new ArrayList<>();
        for (String step : text.substring(1).split("/", -1)) {
            if (!step.matches("([^~]|~[01])*+")) {
                return Optional.empty();
            }
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps.size() > JsonText.MAX_DEPTH ? Optional.empty() : Optional.of(new Pointer(steps));
    }

    /** The place within an object or array, as text. */
    static String child(String pointer, String step) {
        return pointer + "/" + step.replace("~", "~0").replace("/", "~1");
    }

    /** The place becomes that of a member. Its length before, to return to. */
    static int enter(StringBuilder place, String name) {
        int length = place.length();
        place.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        return length;
    }

    /** As before, of an item. */
    static int enter(StringBuilder place, int position) {
        int length = place.length();
        place.append('/').append(position);
        return length;
    }

    /**
     * Visits what is in an object or array. The place is that of each while it is visited, and no text is made for any: of long names and
     * many values the texts together would be much longer than the data.
     */
    static void within(Node node, StringBuilder place, Consumer<Node> visit) {
        node.members().forEach((name, member) -> {
            int length = enter(place, name);
            visit.accept(member);
            place.setLength(length);
        });
        for (int i = 0; i < node.items().size(); i++) {
            int length = enter(place, i);
            visit.accept(node.items().get(i));
            place.setLength(length);
        }
    }

    /** The value at a place of any length that the data had when it was written down; null if there is none. */
    static @Nullable Node find(Node root, String pointer) {
        Node at = root;
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            if (at == null) {
                return null;
            }
            at = at.kind() == Node.Kind.ARRAY
                    ? item(at.items(), step)
                    : at.members().get(step.replace("~1", "/").replace("~0", "~"));
        }
        return at;
    }

    private static @Nullable Node item(List<Node> items, String step) {
        int position = step.matches("[0-9]{1,9}") ? Integer.parseInt(step) : items.size();
        return position < items.size() ? items.get(position) : null;
    }

    boolean isRoot() {
        return steps.isEmpty();
    }

    Pointer parent() {
        return new Pointer(steps.subList(0, steps.size() - 1));
    }

    String last() {
        return steps.getLast();
    }

    /** Whether the other place is within the value at this one. */
    boolean contains(Pointer other) {
        return other.steps.size() > steps.size()
                && other.steps.subList(0, steps.size()).equals(steps);
    }

    @Override
    public String toString() {
        return steps.stream()
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
