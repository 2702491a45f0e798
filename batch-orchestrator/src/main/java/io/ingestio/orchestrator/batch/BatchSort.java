package io.ingestio.orchestrator.batch;

import io.ingestio.database.Keyset.Key;
import io.ingestio.database.Keyset.Type;
import java.util.List;
import java.util.stream.Stream;

/** The orders of a user's batches. Each has an index of its own. */
enum BatchSort {
    NAME(Key.nullable("search_name", Type.TEXT)),
    /** Within a status by their submission. */
    STATUS(Key.of("status", Type.TEXT), Key.of("created_at", Type.TIME)),
    SUBMITTED(Key.of("created_at", Type.TIME)),
    COMPLETED(Key.nullable("completed_at", Type.TIME)),
    DOCUMENTS(Key.of("document_count", Type.NUMBER)),
    PAGES(Key.of("total_pages", Type.NUMBER));

    private static final Key ID = Key.of("id", Type.ID);

    private final List<Key> columns;

    BatchSort(Key first) {
        this.columns = List.of(first);
    }

    BatchSort(Key first, Key second) {
        this.columns = List.of(first, second);
    }

    /** With the id, which makes the order total. */
    List<Key> keys() {
        return Stream.concat(columns.stream(), Stream.of(ID)).toList();
    }
}
