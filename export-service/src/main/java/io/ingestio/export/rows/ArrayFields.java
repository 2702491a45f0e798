package io.ingestio.export.rows;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which arrays the documents of an export have, and how many have each. */
public final class ArrayFields {

    private final Map<String, Integer> documents = new LinkedHashMap<>();

    public void include(Fields fields) {
        fields.arrays().keySet().forEach(path -> documents.merge(path, 1, Integer::sum));
    }

    /** Their paths: first the one that most documents have, of several the one that was seen first. */
    public List<String> mostCommonFirst() {
        return documents.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Their paths, as they were first seen. */
    public List<String> inOrder() {
        return List.copyOf(documents.keySet());
    }
}
