package io.ingestio.contracts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What extracted data are about, small whatever the size of the data. Names and values longer than the bounds are cut.
 *
 * @param fields the first {@value #MAX_FIELDS} top-level fields with a text, number or truth value, as text, in document order
 * @param items  the number of items of each of the first {@value #MAX_ARRAYS} top-level arrays, in document order
 */
public record DataSummary(Map<String, String> fields, Map<String, Integer> items) {

    public static final int MAX_FIELDS = 5;
    public static final int MAX_ARRAYS = 20;

    /** Longest name of a field, in characters. */
    public static final int MAX_NAME = 100;

    /** Longest value of a field, in characters. */
    public static final int MAX_VALUE = 200;

    public DataSummary {
        Require.present(fields, "fields");
        Require.present(items, "items");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
    }

    /** Collects a summary from top-level values in document order. Of fields whose names are equal once cut the first counts. */
    public static final class Collector {

        private final Map<String, String> fields = new LinkedHashMap<>();
        private final Map<String, Integer> items = new LinkedHashMap<>();

        /** @param value a text, number or truth value, as text */
        public void field(String name, String value) {
            if (fields.size() < MAX_FIELDS) {
                fields.putIfAbsent(cut(name, MAX_NAME), cut(value, MAX_VALUE));
            }
        }

        public void array(String name, int size) {
            if (items.size() < MAX_ARRAYS) {
                items.putIfAbsent(cut(name, MAX_NAME), size);
            }
        }

        public DataSummary summary() {
            return new DataSummary(fields, items);
        }

        /** At most {@code limit} characters; a surrogate pair is not split. */
        private static String cut(String text, int limit) {
            if (text.length() <= limit) {
                return text;
            }
            return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
        }
    }
}
