package io.ingestio.export.tree;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.tree.Node.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Data of a document while an edit is made: applies a JSON Patch (RFC 6902), all of it or none. Types stay as they are; a value that the
 * edit changes is marked with who changed it. Blocks for as long as the data are long; never on an event loop.
 */
public final class EditedData {

    /** Characters of all values that the operations of one patch move: each of them is walked through. */
    private static final long MOST_MOVED = 20L * JsonText.MAX_CHARACTERS;

    private final String before;
    private final Node root;
    private final Mark mark;
    private final Marks.Replaced replaced = new Marks.Replaced();
    private long grown;
    private long moved;
    private int number = -1;

    private EditedData(String before, Node root, Mark mark) {
        this.before = before;
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
        Node root = Marks.read(data, verified);
        Types.Known types = Types.Known.of(root);
        EditedData edited = new EditedData(data, root, mark);
        for (Operation operation : operations) {
            edited.number++;
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the call was given up");
            }
            edited.apply(operation);
        }
        edited.number = -1;
        types.mismatch(root).ifPresent(mismatch -> edited.refuse(mismatch, ""));
        return edited;
    }

    /** The data after the edit. */
    public Node root() {
        return root;
    }

    /** Whether all values are what they were: nothing is new. */
    public boolean changesNothing() {
        return root.equals(JsonText.read(before));
    }

    /**
     * Who changed which values, by JSON Pointer.
     *
     * @throws PatchRefused {@code data_too_large}
     */
    public Map<String, Mark> marks() {
        return Marks.of(root);
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
        List<Correction> corrections = new ArrayList<>(replaced.removed());
        Marks.corrections(root, mark, corrections);
        return corrections;
    }

    private void apply(Operation operation) {
        Pointer path = operation.path();
        switch (operation.op()) {
            case ADD -> add(path, fresh(given(operation.value())));
            case REPLACE -> replace(path, fresh(given(operation.value())));
            case REMOVE -> replaced.drop(detach(path), new StringBuilder(path.toString()));
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
        replaced.succeed(before, value, new StringBuilder(path.toString()));
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

    private void move(Pointer from, Pointer to) {
        if (from.contains(to)) {
            throw invalid(to, "A value cannot be moved into itself.");
        }
        if (from.equals(to)) {
            find(from);
            return;
        }
        Node value = detach(from);
        moved += value.size();
        if (moved > MOST_MOVED) {
            throw tooLarge(to.toString());
        }
        add(to, isMember(to) ? changed(value) : value);
    }

    /** Whether an object has a member there: what is put in its place is a change of it, wherever it is from. */
    private boolean isMember(Pointer place) {
        return !place.isRoot() && find(place.parent()).members().containsKey(place.last());
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
        Types.mismatch(example, value).ifPresent(mismatch -> refuse(mismatch, pointer));
        if (pointer.isEmpty() && value.kind() != Kind.OBJECT) {
            throw new PatchRefused(ErrorCode.TYPE_MISMATCH, number, "", "The data of a document are an object.");
        }
    }

    private void refuse(Types.Mismatch mismatch, String pointer) {
        throw new PatchRefused(ErrorCode.TYPE_MISMATCH, number, pointer + mismatch.pointer(), mismatch.sentence());
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
