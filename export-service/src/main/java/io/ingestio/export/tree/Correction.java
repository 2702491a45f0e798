package io.ingestio.export.tree;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A value that a person corrected.
 *
 * @param pointer JSON Pointer, cut to {@value #LONGEST} characters; of a removed value the place where it was
 * @param before  JSON; null where there was none, or it is longer than {@value #LONGEST} characters
 * @param after   as before
 */
public record Correction(
        Kind kind,
        String pointer,
        @Nullable String before,
        @Nullable String after) {

    static final int LONGEST = 2_000;
    private static final int LONGEST_FIELD = 300;

    /** What was done to the value. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED;

        /** In the table and in the API. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Correction removed(CharSequence pointer, Node before) {
        return new Correction(Kind.REMOVED, cut(pointer), json(before), null);
    }

    static Correction added(CharSequence pointer, Node after) {
        return new Correction(Kind.ADDED, cut(pointer), null, json(after));
    }

    static Correction changed(CharSequence pointer, Node before, Node after) {
        return new Correction(Kind.CHANGED, cut(pointer), json(before), json(after));
    }

    private static String cut(CharSequence pointer) {
        return pointer.subSequence(0, Math.min(LONGEST, pointer.length())).toString();
    }

    private static @Nullable String json(Node leaf) {
        return leaf.text().length() > LONGEST ? null : JsonText.write(leaf);
    }

    /** The path without the positions of items, such as {@code line_items.amount}; cut to the column. */
    public String field() {
        StringBuilder field = new StringBuilder();
        for (String step : pointer.substring(Math.min(1, pointer.length())).split("/", -1)) {
            if (!step.matches("[0-9]+")) {
                field.append(field.isEmpty() ? "" : ".")
                        .append(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return field.length() <= LONGEST_FIELD ? field.toString() : field.substring(0, LONGEST_FIELD);
    }
}
