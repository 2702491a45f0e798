package io.ingestio.extraction.result;

import io.ingestio.contracts.DataSummary;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Summarizes extracted data. Its size is bounded whatever the data are; fields whose names are equal once cut count once, the first. */
public final class Summary {

    private Summary() {}

    public static DataSummary of(Map<String, @Nullable Object> data) {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, Integer> items = new LinkedHashMap<>();
        data.forEach((name, value) -> {
            String key = cut(name, DataSummary.MAX_NAME);
            if (value instanceof Collection<?> array) {
                put(items, key, array.size(), DataSummary.MAX_ARRAYS);
            } else if (value != null && !(value instanceof Map<?, ?>)) {
                put(fields, key, cut(value.toString(), DataSummary.MAX_VALUE), DataSummary.MAX_FIELDS);
            }
        });
        return new DataSummary(fields, items);
    }

    private static <T> void put(Map<String, T> into, String key, T value, int limit) {
        if (into.size() < limit) {
            into.putIfAbsent(key, value);
        }
    }

    /** At most {@code limit} characters; a surrogate pair is not split. */
    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }
}
