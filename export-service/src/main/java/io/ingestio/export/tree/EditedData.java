package io.ingestio.export.tree;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.tree.Node.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Data of a document while an edit is made: applies a JSON Patch (RFC 6902), all of it or none. Types stay as they are; a value that the
 * edit changes is marked with who changed it. Blocks for as long as the data are long; never on an event loop.
 */
public final class EditedData {

    private static final int MOST_REMOVED = 1_000;

    private final Node root;
    private final Mark mark;
    private final List<Correction> removed = new ArrayList<>();
    private long grown;
    private int number = -1;

    private EditedData(Node root, Mark mark) {
        this.root = root;
        this.mark = mark;
    }

    /**
     * The data after a patch.
     *
     * @param verified marks of values that were changed before, by pointer
     * @param mark     of those that are changed now
     * @throws PatchRefused if an operation cannot be applied, breaks a bound or changes a type
     */
    public static EditedData patched(String data, Map<String, Mark> verified, String patch, Mark mark) {
        List<Operation> operations = Operation.read(patch);
        EditedData edited = new EditedData(Marks.read(data, verified), mark);
        for (Operation operation : operations) {
            edited.number++;
            edited.apply(operation);
        }
        return edited;
    }

    /** The data after the edit. */
    public Node root() {
        return root;
    }

    /** @throws PatchRefused {@code data_too_large} */
    public String json() {
        String json = JsonText.write(root);
        if (json.length() > JsonText.MAX_CHARACTERS) {
            throw tooLarge("");
        }
        return json;
    }

    /** What the person corrected: values with what was there before. */
    public List<Correction> corrections() {
        List<Correction> corrections = new ArrayList<>(removed);
        Marks.corrections(root, mark, corrections);
        return corrections;
    }

    private void apply(Operation operation) {
        Pointer path = operation.path();
        switch (operation.op()) {
            case ADD -> add(path, fresh(given(operation.value())));
            case REPLACE -> replace(path, fresh(given(operation.value())));
            case REMOVE -> drop(detach(path), path.toString());
            case MOVE -> move(from(operation), path);
            case COPY -> {
                Node source = find(from(operation));
                grow(source, path);
                add(path, changed(source.copy()));
            }
            case TEST -> test(path, given(operation.value()));
        }
    }

    private static <T> T given(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("an operation was read without a part that it needs");
        }
        return part;
    }

    private static Pointer from(Operation operation) {
        return given(operation.from());
    }

    /** A value of the patch may be applied once only: operations share nothing. */
    private Node fresh(Node value) {
        grow(value, Pointer.ROOT);
        return changed(value.copy());
    }

    private Node changed(Node value) {
        if (value.isLeaf()) {
            value.mark(mark);
        }
        value.members().values().forEach(this::changed);
        value.items().forEach(this::changed);
        return value;
    }

    private void grow(Node added, Pointer path) {
        grown += added.size();
        if (grown > JsonText.MAX_CHARACTERS) {
            throw tooLarge(path.toString());
        }
    }

    private void add(Pointer path, Node value) {
        if (path.isRoot()) {
            replace(path, value);
            return;
        }
        requireDepth(path, value);
        Node parent = find(path.parent());
        if (parent.kind() == Kind.OBJECT) {
            Operation.requireName(path.last(), path.parent().toString(), number);
            Node before = parent.members().get(path.last());
            if (before == null) {
                parent.members().put(path.last(), value);
            } else {
                put(before, value, path);
            }
        } else if (parent.kind() == Kind.ARRAY) {
            int position = path.last().equals("-")
                    ? parent.items().size()
                    : position(path, path.last(), parent.items().size() + 1);
            String place = path.parent() + "/" + position;
            Types.firstOf(parent).ifPresent(example -> requireType(example, value, place));
            parent.items().add(position, value);
        } else {
            throw invalid(path, "There is no object or array to add this to.");
        }
    }

    private void replace(Pointer path, Node value) {
        requireDepth(path, value);
        put(find(path), value, path);
    }

    /** Puts a value in the place of another one, which is there. */
    private void put(Node before, Node value, Pointer path) {
        requireType(before, value, path.toString());
        succeed(before, value, path.toString());
        if (path.isRoot()) {
            root.members().clear();
            root.members().putAll(value.members());
            return;
        }
        Node parent = find(path.parent());
        if (parent.kind() == Kind.OBJECT) {
            parent.members().put(path.last(), value);
        } else {
            parent.items().set(position(path, path.last(), parent.items().size()), value);
        }
    }

    /** What of the new value is as it was keeps its mark; the rest knows what it replaced. */
    private void succeed(Node before, Node value, String pointer) {
        if (before.isLeaf() && value.isLeaf()) {
            value.origin(before.origin());
            if (before.isSameLeaf(value)) {
                value.mark(before.mark());
            }
            return;
        }
        before.members().forEach((name, member) -> {
            Node next = value.members().get(name);
            String place = Pointer.child(pointer, name);
            if (next == null) {
                drop(member, place);
            } else {
                succeed(member, next, place);
            }
        });
        for (int i = 0; i < before.items().size(); i++) {
            Node item = before.items().get(i);
            if (i < value.items().size()) {
                succeed(item, value.items().get(i), pointer + "/" + i);
            } else {
                drop(item, pointer + "/" + i);
            }
        }
        if (before.isLeaf() || value.isLeaf()) {
            dropLeaf(before, pointer);
        }
    }

    private void move(Pointer from, Pointer to) {
        if (from.contains(to)) {
            throw invalid(to, "A value cannot be moved into itself.");
        }
        if (!from.equals(to)) {
            add(to, detach(from));
        } else {
            find(from);
        }
    }

    private void test(Pointer path, Node expected) {
        if (!Sameness.isSame(find(path), expected)) {
            throw new PatchRefused(
                    ErrorCode.PATCH_TEST_FAILED,
                    number,
                    path.toString(),
                    "The value is not the one that was tested for.");
        }
    }

    private Node detach(Pointer path) {
        if (path.isRoot()) {
            throw invalid(path, "The data as a whole cannot be removed.");
        }
        Node value = find(path);
        Node parent = find(path.parent());
        if (parent.kind() == Kind.OBJECT) {
            parent.members().remove(path.last());
        } else {
            parent.items().remove(position(path, path.last(), parent.items().size()));
        }
        return value;
    }

    /** Remembers the values that are gone, the first of them. */
    private void drop(Node value, String pointer) {
        dropLeaf(value, pointer);
        value.members().forEach((name, member) -> drop(member, Pointer.child(pointer, name)));
        for (int i = 0; i < value.items().size(); i++) {
            drop(value.items().get(i), pointer + "/" + i);
        }
    }

    private void dropLeaf(Node value, String pointer) {
        Node origin = value.origin();
        if (origin != null && value.isLeaf() && origin.kind() != Kind.NULL && removed.size() < MOST_REMOVED) {
            removed.add(Correction.removed(pointer, origin));
        }
    }

    private Node find(Pointer path) {
        Node at = root;
        for (String step : path.steps()) {
            Node next = at.kind() == Kind.ARRAY
                    ? at.items().get(position(path, step, at.items().size()))
                    : at.members().get(step);
            if (next == null) {
                throw invalid(path, "There is no value at this place.");
            }
            at = next;
        }
        return at;
    }

    /** Below {@code size}; without leading zeros, as RFC 6901 has it. */
    private int position(Pointer path, String step, int size) {
        int position = step.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(step) : -1;
        if (position < 0 || position >= size) {
            throw invalid(path, "There is no item at this position.");
        }
        return position;
    }

    private void requireType(Node example, Node value, String pointer) {
        Types.mismatch(example, value, pointer).ifPresent(mismatch -> {
            throw new PatchRefused(ErrorCode.TYPE_MISMATCH, number, mismatch.pointer(), mismatch.sentence());
        });
        if (pointer.isEmpty() && value.kind() != Kind.OBJECT) {
            throw new PatchRefused(ErrorCode.TYPE_MISMATCH, number, "", "The data of a document are an object.");
        }
    }

    private void requireDepth(Pointer path, Node value) {
        if (path.steps().size() + value.depth() > JsonText.MAX_DEPTH) {
            throw tooLarge(path.toString());
        }
    }

    private PatchRefused invalid(Pointer path, String sentence) {
        return new PatchRefused(ErrorCode.INVALID_PATCH, number, path.toString(), sentence);
    }

    private PatchRefused tooLarge(String pointer) {
        return new PatchRefused(
                ErrorCode.DATA_TOO_LARGE,
                number,
                pointer,
                "The data would be longer than 8 million characters, or deeper than " + JsonText.MAX_DEPTH
                        + " levels.");
    }
}
