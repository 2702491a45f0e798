package io.ingestio.export.tree;

import io.ingestio.export.tree.Node.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of values stay as they are: a number stays a number. Null stands for a missing value of any type. */
final class Types {

    /** Where a type differs: a place within the values that were compared. */
    record Mismatch(String pointer, Kind expected, Kind given) {

        Mismatch below(String step) {
            return new Mismatch(Pointer.child("", step) + pointer, expected, given);
        }

        String sentence() {
            return "The value here is " + expected.noun() + "; the edit would make it " + given.noun() + ".";
        }
    }

    private Types() {}

    /** Where a value has another type than its example, in itself or in what both have; empty if nowhere. */
    static Optional<Mismatch> mismatch(Node example, Node value) {
        if (example.kind() == Kind.NULL || value.kind() == Kind.NULL) {
            return Optional.empty();
        }
        if (example.kind() != value.kind()) {
            return Optional.of(new Mismatch("", example.kind(), value.kind()));
        }
        for (Map.Entry<String, Node> member : value.members().entrySet()) {
            Node known = example.members().get(member.getKey());
            Optional<Mismatch> found = known == null ? Optional.empty() : mismatch(known, member.getValue());
            if (found.isPresent()) {
                return Optional.of(found.orElseThrow().below(member.getKey()));
            }
        }
        return amongItems(example, value);
    }

    private static Optional<Mismatch> amongItems(Node example, Node value) {
        Optional<Node> first = firstOf(example);
        for (int i = 0; first.isPresent() && i < value.items().size(); i++) {
            Optional<Mismatch> found =
                    mismatch(first.orElseThrow(), value.items().get(i));
            if (found.isPresent()) {
                return Optional.of(found.orElseThrow().below(String.valueOf(i)));
            }
        }
        return Optional.empty();
    }

    /** The item that shows what the items of an array are. */
    static Optional<Node> firstOf(Node array) {
        return array.items().stream().filter(item -> item.kind() != Kind.NULL).findFirst();
    }

    /**
     * The types that data have at each place; all items of an array are one place, since they move. What an edit makes of the data has
     * the same types there, by whatever operations.
     */
    static final class Known {

        private int kinds; // a bit for each: there are as many of these as places
        private Map<String, Known> members = Map.of();
        private @Nullable Known item;

        static Known of(Node data) {
            var known = new Known();
            known.learn(data);
            return known;
        }

        private void learn(Node node) {
            if (node.kind() != Kind.NULL) {
                kinds |= bit(node.kind());
            }
            if (!node.members().isEmpty() && members.isEmpty()) {
                members = new HashMap<>();
            }
            node.members()
                    .forEach((name, member) -> members.computeIfAbsent(name, unknown -> new Known())
                            .learn(member));
            for (Node next : node.items()) {
                item = item == null ? new Known() : item;
                item.learn(next);
            }
        }

        /** Where the data have a type that was not there before; empty if nowhere. */
        Optional<Mismatch> mismatch(Node data) {
            if (data.kind() != Kind.NULL && kinds != 0 && (kinds & bit(data.kind())) == 0) {
                Kind expected = Kind.values()[Integer.numberOfTrailingZeros(kinds)];
                return Optional.of(new Mismatch("", expected, data.kind()));
            }
            for (Map.Entry<String, Node> member : data.members().entrySet()) {
                Optional<Mismatch> found = mismatch(members.get(member.getKey()), member.getValue());
                if (found.isPresent()) {
                    return Optional.of(found.orElseThrow().below(member.getKey()));
                }
            }
            for (int i = 0; i < data.items().size(); i++) {
                Optional<Mismatch> found = mismatch(item, data.items().get(i));
                if (found.isPresent()) {
                    return Optional.of(found.orElseThrow().below(String.valueOf(i)));
                }
            }
            return Optional.empty();
        }

        private static int bit(Kind kind) {
            return 1 << kind.ordinal();
        }

        private static Optional<Mismatch> mismatch(@Nullable Known known, Node value) {
            return known == null ? Optional.empty() : known.mismatch(value);
        }
    }
}
