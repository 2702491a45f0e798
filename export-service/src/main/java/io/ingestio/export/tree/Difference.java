package io.ingestio.export.tree;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two versions of data.
 *
 * @param kind    added, removed, changed or moved
 * @param pointer JSON Pointer in the later data; of a removed value in the earlier ones
 * @param from    of a moved item, where it was in the earlier data; null for other kinds
 * @param before  the earlier value; null where there was none, and where {@code cut}
 * @param after   the later value, as before
 * @param cut     whether a value is left out because its JSON is longer than 2,000 characters
 */
public record Difference(
        String kind,
        String pointer,
        @Nullable String from,
        @JsonRawValue @Nullable String before,
        @JsonRawValue @Nullable String after,
        boolean cut) {

    private static final long LONGEST = 2_000;

    /** What became of the value. */
    enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        MOVED
    }

    static Difference of(
            Kind kind, String pointer, @Nullable String from, @Nullable Node before, @Nullable Node after) {
        return new Difference(
                kind.name().toLowerCase(Locale.ROOT),
                pointer,
                from,
                json(before),
                json(after),
                isLong(before) || isLong(after));
    }

    private static @Nullable String json(@Nullable Node value) {
        return value == null || isLong(value) ? null : JsonText.write(value);
    }

    private static boolean isLong(@Nullable Node value) {
        return value != null && value.size() > LONGEST;
    }
}
