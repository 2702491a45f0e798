package io.ingestio.export.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which values of data a person changed: stored by JSON Pointer, and carried by the values while an edit is made. */
public final class Marks {

    private static final int MOST_CORRECTIONS = 1_000;

    private Marks() {}

    /** The data with their marks. */
    static Node read(String data, Map<String, Mark> verified) {
        Node root = JsonText.read(data);
        prepare(root, "", verified);
        return root;
    }

    private static void prepare(Node node, String pointer, Map<String, Mark> verified) {
        if (node.isLeaf()) {
            node.origin(node);
            node.mark(verified.isEmpty() ? null : verified.get(pointer));
            return;
        }
        boolean named = !verified.isEmpty(); // where nothing is marked, no pointer is made
        node.members().forEach((name, member) -> prepare(member, named ? Pointer.child(pointer, name) : "", verified));
        for (int i = 0; i < node.items().size(); i++) {
            prepare(node.items().get(i), named ? pointer + "/" + i : "", verified);
        }
    }

    /** The marks by pointer, in the order of the data. */
    public static Map<String, Mark> of(Node root) {
        Map<String, Mark> marks = new LinkedHashMap<>();
        collect(root, "", marks);
        return marks;
    }

    private static void collect(Node node, String pointer, Map<String, Mark> marks) {
        Mark mark = node.mark();
        if (mark != null && node.isLeaf()) {
            marks.put(pointer, mark);
        }
        node.members().forEach((name, member) -> collect(member, Pointer.child(pointer, name), marks));
        for (int i = 0; i < node.items().size(); i++) {
            collect(node.items().get(i), pointer + "/" + i, marks);
        }
    }

    /** Adds what has this very mark and is not as it was. */
    static void corrections(Node root, Mark mark, List<Correction> into) {
        corrections(root, "", mark, into);
    }

    @SuppressWarnings("ReferenceEquality") // the mark of this edit, which an earlier one of the same instant is not
    private static void corrections(Node node, String pointer, Mark mark, List<Correction> into) {
        if (node.isLeaf()) {
            if (node.mark() == mark && into.size() < MOST_CORRECTIONS) {
                correction(node, pointer).ifPresent(into::add);
            }
            return;
        }
        node.members().forEach((name, member) -> corrections(member, Pointer.child(pointer, name), mark, into));
        for (int i = 0; i < node.items().size(); i++) {
            corrections(node.items().get(i), pointer + "/" + i, mark, into);
        }
    }

    private static Optional<Correction> correction(Node node, String pointer) {
        Node origin = node.origin();
        boolean isMissing = node.kind() == Node.Kind.NULL;
        if (origin == null || origin.kind() == Node.Kind.NULL) {
            return isMissing ? Optional.empty() : Optional.of(Correction.added(pointer, node));
        }
        if (origin.isSameLeaf(node)) {
            return Optional.empty();
        }
        return Optional.of(isMissing ? Correction.removed(pointer, origin) : Correction.changed(pointer, origin, node));
    }
}
