package io.ingestio.export.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value of JSON data that is being edited. Numbers keep the text they were typed with, objects the order of their keys. A value that
 * moves takes along who changed it, so nothing is lost by the new positions of its neighbours. Not for several threads.
 */
public final class Node {

    /** What JSON calls a type. */
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL;

        /** As part of a sentence. */
        String noun() {
            return switch (this) {
                case OBJECT -> "an object";
                case ARRAY -> "an array";
                case STRING -> "text";
                case NUMBER -> "a number";
                case BOOLEAN -> "true or false";
                case NULL -> "null";
            };
        }
    }

    private final Kind kind;
    private final String text;
    private final Map<String, Node> members;
    private final List<Node> items;

    private @Nullable Mark mark;
    private @Nullable Node origin;

    private Node(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
        this.members = kind == Kind.OBJECT ? new LinkedHashMap<>() : Map.of();
        this.items = kind == Kind.ARRAY ? new ArrayList<>() : List.of();
    }

    static Node object() {
        return new Node(Kind.OBJECT, "");
    }

    static Node array() {
        return new Node(Kind.ARRAY, "");
    }

    /** @param text of a string its characters, of another value its JSON */
    static Node leaf(Kind kind, String text) {
        return new Node(kind, text);
    }

    public Kind kind() {
        return kind;
    }

    /** The characters of a string, the JSON of a number, of a truth value or of null; empty for others. */
    public String text() {
        return text;
    }

    /** By name, in their order; empty unless an object. */
    public Map<String, Node> members() {
        return members;
    }

    /** Empty unless an array. */
    public List<Node> items() {
        return items;
    }

    public boolean isLeaf() {
        return kind != Kind.OBJECT && kind != Kind.ARRAY;
    }

    /** Who changed this value last; null if it is as it was extracted, and for objects and arrays. */
    public @Nullable Mark mark() {
        return mark;
    }

    void mark(@Nullable Mark newMark) {
        mark = newMark;
    }

    /** The value that was here before the edit; itself if it was not replaced, null for one that the edit added. */
    @Nullable
    Node origin() {
        return origin;
    }

    void origin(@Nullable Node before) {
        origin = before;
    }

    /** Whether both are leaves of the same text. */
    boolean isSameLeaf(Node other) {
        return isLeaf() && kind == other.kind && text.equals(other.text);
    }

    /** A copy with the marks, which replaces no value. */
    Node copy() {
        Node copy = new Node(kind, text);
        copy.mark = mark;
        members.forEach((name, member) -> copy.members.put(name, member.copy()));
        items.forEach(item -> copy.items.add(item.copy()));
        return copy;
    }

    /** 1 for a leaf. */
    int depth() {
        int below = 0;
        for (Node member : members.values()) {
            below = Math.max(below, member.depth());
        }
        for (Node item : items) {
            below = Math.max(below, item.depth());
        }
        return below + 1;
    }

    /** About as many characters as its JSON has. */
    long size() {
        long size = text.length() + 2L;
        for (Map.Entry<String, Node> member : members.entrySet()) {
            size += member.getKey().length() + 4L + member.getValue().size();
        }
        for (Node item : items) {
            size += 1 + item.size();
        }
        return size;
    }

    /** Whether both say the same; numbers are the same only if they are typed the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Node node
                && kind == node.kind
                && text.equals(node.text)
                && items.equals(node.items)
                && members.equals(node.members);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, text, items, members);
    }
}
