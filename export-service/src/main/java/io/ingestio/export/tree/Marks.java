package io.ingestio.export.tree;

import io.ingestio.contracts.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which values of data a person changed: stored by JSON Pointer, and carried by the values while an edit is made. */
public final class Marks {

    /** As many as one version may have, with those of the edits before it. */
    static final int MOST = 100_000;

    /** Their pointers together: a thousand times longer than the data, if the names are long and nested. */
    static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private static final int MOST_CORRECTIONS = 1_000;

    private Marks() {}

    /** The data with their marks. */
    static Node read(String data, Map<String, Mark> verified) {
        Node root = JsonText.read(data);
        prepare(root);
        verified.forEach((pointer, mark) -> {
            Node marked = Pointer.find(root, pointer);
            if (marked != null && marked.isLeaf()) {
                marked.mark(mark);
            }
        });
        return root;
    }

    private static void prepare(Node node) {
        if (node.isLeaf()) {
            node.origin(node);
        }
        node.members().values().forEach(Marks::prepare);
        node.items().forEach(Marks::prepare);
    }

    /**
     * The marks by pointer, in the order of the data.
     *
     * @throws PatchRefused {@code data_too_large} before more are made than can be kept
     */
    static Map<String, Mark> of(Node root) {
        var marks = new Bounded(new LinkedHashMap<>());
        marks.collect(root, new StringBuilder());
        return marks.found;
    }

    private static final class Bounded {

        private final Map<String, Mark> found;
        private long characters;

        private Bounded(Map<String, Mark> found) {
            this.found = found;
        }

        private void collect(Node node, StringBuilder place) {
            Mark mark = node.mark();
            if (mark != null && node.isLeaf()) {
                characters += place.length();
                if (characters > MOST_CHARACTERS || found.size() == MOST) {
                    throw new PatchRefused(
                            ErrorCode.DATA_TOO_LARGE,
                            -1,
                            "",
                            "More than " + MOST
                                    + " values would be marked as changed by a person, or ones with names of"
                                    + " more than 4 million characters together.");
                }
                found.put(place.toString(), mark);
            }
            Pointer.within(node, place, below -> collect(below, place));
        }
    }

    /** Adds what has this very mark and is not as it was. */
    static void corrections(Node root, Mark mark, List<Correction> into) {
        corrections(root, new StringBuilder(), mark, into);
    }

    @SuppressWarnings("ReferenceEquality") // the mark of this edit, which an earlier one of the same instant is not
    private static void corrections(Node node, StringBuilder place, Mark mark, List<Correction> into) {
        if (into.size() >= MOST_CORRECTIONS) {
            return;
        }
        if (node.isLeaf() && node.mark() == mark) {
            correction(node, place).ifPresent(into::add);
        }
        Pointer.within(node, place, below -> corrections(below, place, mark, into));
    }

    private static Optional<Correction> correction(Node node, StringBuilder place) {
        Node origin = node.origin();
        boolean isMissing = node.kind() == Node.Kind.NULL;
        if (origin == null || origin.kind() == Node.Kind.NULL) {
            return isMissing ? Optional.empty() : Optional.of(Correction.added(place, node));
        }
        if (origin.isSameLeaf(node)) {
            return Optional.empty();
        }
        return Optional.of(isMissing ? Correction.removed(place, origin) : Correction.changed(place, origin, node));
    }

    /** What an edit replaced or removed. */
    static final class Replaced {

        private final List<Correction> removed = new ArrayList<>();

        List<Correction> removed() {
            return removed;
        }

        /** What of the new value is as it was keeps its mark; the rest knows what it replaced. */
        void succeed(Node before, Node value, StringBuilder place) {
            if (before.isLeaf() && value.isLeaf()) {
                value.origin(before.origin());
                if (before.isSameLeaf(value)) {
                    value.mark(before.mark());
                }
                return;
            }
            before.members().forEach((name, member) -> {
                int length = Pointer.enter(place, name);
                succeedOrDrop(member, value.members().get(name), place);
                place.setLength(length);
            });
            for (int i = 0; i < before.items().size(); i++) {
                int length = Pointer.enter(place, i);
                succeedOrDrop(
                        before.items().get(i),
                        i < value.items().size() ? value.items().get(i) : null,
                        place);
                place.setLength(length);
            }
            if (before.isLeaf() || value.isLeaf()) {
                dropLeaf(before, place);
            }
        }

        private void succeedOrDrop(Node before, @Nullable Node value, StringBuilder place) {
            if (value == null) {
                drop(before, place);
            } else {
                succeed(before, value, place);
            }
        }

        /** Remembers the values that are gone, the first of them. */
        void drop(Node value, StringBuilder place) {
            dropLeaf(value, place);
            Pointer.within(value, place, below -> drop(below, place));
        }

        private void dropLeaf(Node value, StringBuilder place) {
            Node origin = value.origin();
            if (origin != null
                    && value.isLeaf()
                    && origin.kind() != Node.Kind.NULL
                    && removed.size() < MOST_CORRECTIONS) {
                removed.add(Correction.removed(place, origin));
            }
        }
    }
}
