package io.ingestio.export.version;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a version of a document's data. The current one of a document is the greatest.
 *
 * @param run  whose result it is
 * @param edit 0 for the result itself, then the number of the edit
 */
public record Version(int run, int edit) implements Comparable<Version> {

    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,8})(?:\\.(0|[1-9][0-9]{0,8}))?");

    /** Of a name such as {@code 2}, the result of run 2, or {@code 2.1}, its first edit. */
    public static Optional<Version> named(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new Version(
                        Integer.parseInt(matcher.group(1)),
                        matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Null where there is no run. */
    static @Nullable String name(@Nullable Integer run, @Nullable Integer edit) {
        return run == null || edit == null ? null : new Version(run, edit).name();
    }

    /** In paths and lists. */
    public String name() {
        return edit == 0 ? String.valueOf(run) : run + "." + edit;
    }

    @Override
    public int compareTo(Version other) {
        return Comparator.comparingInt(Version::run)
                .thenComparingInt(Version::edit)
                .compare(this, other);
    }
}
