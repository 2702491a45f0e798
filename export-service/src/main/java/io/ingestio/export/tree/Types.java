package io.ingestio.export.tree;

import io.ingestio.export.tree.Node.Kind;
import java.util.Map;
import java.util.Optional;

/** The types of values stay as they are: a number stays a number. Null stands for a missing value of any type. */
final class Types {

    /** Where a type differs. */
    record Mismatch(String pointer, Kind expected, Kind given) {

        String sentence() {
            return "The value here is " + expected.noun() + "; the edit would make it " + given.noun() + ".";
        }
    }

    private Types() {}

    /** Where a value has another type than its example, in itself or in what both have; empty if nowhere. */
    static Optional<Mismatch> mismatch(Node example, Node value, String pointer) {
        if (example.kind() == Kind.NULL || value.kind() == Kind.NULL) {
            return Optional.empty();
        }
        if (example.kind() != value.kind()) {
            return Optional.of(new Mismatch(pointer, example.kind(), value.kind()));
        }
        for (Map.Entry<String, Node> member : value.members().entrySet()) {
            Node known = example.members().get(member.getKey());
            Optional<Mismatch> found = known == null
                    ? Optional.empty()
                    : mismatch(known, member.getValue(), Pointer.child(pointer, member.getKey()));
            if (found.isPresent()) {
                return found;
            }
        }
        return amongItems(example, value, pointer);
    }

    private static Optional<Mismatch> amongItems(Node example, Node value, String pointer) {
        Optional<Node> first = firstOf(example);
        for (int i = 0; first.isPresent() && i < value.items().size(); i++) {
            Optional<Mismatch> found =
                    mismatch(first.orElseThrow(), value.items().get(i), pointer + "/" + i);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The item that shows what the items of an array are. */
    static Optional<Node> firstOf(Node array) {
        return array.items().stream().filter(item -> item.kind() != Kind.NULL).findFirst();
    }
}
