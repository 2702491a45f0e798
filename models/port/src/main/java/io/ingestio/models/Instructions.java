package io.ingestio.models;

import org.jspecify.annotations.Nullable;

/**
 * What to extract.
 *
 * @param prompt in the user's plain words; never blank
 * @param documentType if known, such as {@code invoice}
 * @param schema JSON Schema that the data must satisfy; null if there is none
 */
public record Instructions(
        String prompt,
        @Nullable String documentType,
        @Nullable String schema) {}
