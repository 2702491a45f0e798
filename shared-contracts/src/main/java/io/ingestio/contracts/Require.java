package io.ingestio.contracts;

/** The checks that event records make of themselves. */
final class Require {

    private Require() {}

    static void text(String value, String field) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " is blank");
        }
    }

    static void atLeast(long minimum, long value, String field) {
        if (value < minimum) {
            throw new IllegalArgumentException(field + " is " + value + ", less than " + minimum);
        }
    }
}
