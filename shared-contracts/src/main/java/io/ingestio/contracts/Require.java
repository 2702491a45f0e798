package io.ingestio.contracts;

import org.jspecify.annotations.Nullable;

/** The checks that event records make of their own components. */
final class Require {

    private Require() {}

    /** For components that are not {@code @Nullable}: a reader of JSON leaves a missing field null all the same. */
    static void present(@Nullable Object value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    static void text(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing or blank");
        }
    }

    static void atLeast(long minimum, long value, String field) {
        if (value < minimum) {
            throw new IllegalArgumentException(field + " is " + value + ", less than " + minimum);
        }
    }

    static void atMost(long maximum, long value, String field) {
        if (value > maximum) {
            throw new IllegalArgumentException(field + " is " + value + ", more than " + maximum);
        }
    }

    static void exactlyOne(@Nullable Object first, String firstField, @Nullable Object second, String secondField) {
        if ((first == null) == (second == null)) {
            throw new IllegalArgumentException(
                    "exactly one of " + firstField + " and " + secondField + " must be present");
        }
    }
}
