package io.ingestio.orchestrator.document;

import io.ingestio.database.Keyset.Key;
import io.ingestio.database.Keyset.Type;
import java.util.List;

/** The orders of a batch's documents. Each has an index of its own. */
enum DocumentSort {
    /** As they were submitted. */
    POSITION(Key.of("position", Type.NUMBER), Key.of("id", Type.ID)),
    FILE(Key.nullable("sort_name", Type.TEXT), Key.of("id", Type.ID)),
    /** Within a status by position. */
    STATUS(Key.of("status", Type.TEXT), Key.of("position", Type.NUMBER), Key.of("id", Type.ID)),
    PAGES(Key.nullable("pages", Type.NUMBER), Key.of("id", Type.ID)),
    TYPE(Key.nullable("document_type", Type.TEXT), Key.of("id", Type.ID));

    private final List<Key> keys;

    DocumentSort(Key... keys) {
        this.keys = List.of(keys);
    }

    List<Key> keys() {
        return keys;
    }
}
