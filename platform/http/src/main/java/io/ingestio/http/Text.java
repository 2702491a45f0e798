package io.ingestio.http;

import org.jspecify.annotations.Nullable;

/** Checks of strings from requests before they are stored or looked up. */
public final class Text {

    private Text() {}

    /** Whether it is present, not blank, within the length, and without NUL, which PostgreSQL rejects. */
    public static boolean isGiven(@Nullable String text, int maxLength) {
        return text != null && !text.isBlank() && isStorable(text, maxLength);
    }

    /** As {@link #isGiven}, but it may be empty. */
    public static boolean isStorable(@Nullable String text, int maxLength) {
        return text != null && text.length() <= maxLength && text.indexOf('\0') < 0;
    }
}
