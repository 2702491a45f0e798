package io.ingestio.export.rows;

import org.jspecify.annotations.Nullable;

/**
 * A column that a user wants in a file.
 *
 * @param field the header that the column has without a choice, such as {@code seller.name} or {@code items.qty}
 * @param name  its header in the file; null for the same
 */
public record ColumnChoice(String field, @Nullable String name) {

    String header() {
        return name == null ? field : name;
    }
}
