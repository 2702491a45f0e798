package io.ingestio.http;

import org.jspecify.annotations.Nullable;

/** What a string from outside must be before it is stored or looked up. */
public final class Text {

    private Text() {}

    /** Whether it is there, not blank, at most so long, and without the one character that PostgreSQL does not take. */
    public static boolean isGiven(@Nullable String text, int maxLength) {
        return text != null && !text.isBlank() && isStorable(text, maxLength);
    }

    /** As {@link #isGiven}, but it may be empty. */
    public static boolean isStorable(@Nullable String text, int maxLength) {
        return text != null && text.length() <= maxLength && text.indexOf('\0') < 0;
    }
}
