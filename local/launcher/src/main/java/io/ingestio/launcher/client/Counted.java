package io.ingestio.launcher.client;

/** A number of things, as a person writes it: "1 page", "2 pages". */
public final class Counted {

    private Counted() {}

    /** @param unit in the singular, of a word whose plural ends in s */
    public static String of(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
