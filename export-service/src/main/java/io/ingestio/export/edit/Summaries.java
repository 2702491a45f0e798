package io.ingestio.export.edit;

import io.ingestio.contracts.DataSummary;
import io.ingestio.export.tree.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** Summarizes edited data as the worker summarizes extracted ones: what lists of documents show of them. */
final class Summaries {

    private Summaries() {}

    static DataSummary of(Node data) {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, Integer> items = new LinkedHashMap<>();
        data.members().forEach((name, value) -> {
            String key = cut(name, DataSummary.MAX_NAME);
            switch (value.kind()) {
                case ARRAY -> put(items, key, value.items().size(), DataSummary.MAX_ARRAYS);
                case STRING, NUMBER, BOOLEAN ->
                    put(fields, key, cut(value.text(), DataSummary.MAX_VALUE), DataSummary.MAX_FIELDS);
                case OBJECT, NULL -> {}
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
