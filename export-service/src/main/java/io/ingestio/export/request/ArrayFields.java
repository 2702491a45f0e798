package io.ingestio.export.request;

import io.ingestio.export.rows.Fields;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arrays that documents have, and which one a multi-row export is about if nobody says. */
final class ArrayFields {

    private final Map<String, Integer> documentsByField = new LinkedHashMap<>();

    void include(Fields fields) {
        fields.arrays().keySet().forEach(path -> documentsByField.merge(path, 1, Integer::sum));
    }

    List<String> names() {
        return List.copyOf(documentsByField.keySet());
    }

    /** The one that most documents have; of several, the one that was seen first. */
    Optional<String> mostCommon() {
        int most = documentsByField.values().stream()
                .max(Comparator.naturalOrder())
                .orElse(0);
        return documentsByField.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
