package io.ingestio.models;

import org.jspecify.annotations.Nullable;

/**
 * What to pull out.
 *
 * @param prompt in the user's plain words; never blank
 * @param documentType where it is known, such as {@code invoice}
 * @param schema JSON Schema text that the data must follow, where one is wanted
 */
public record Instructions(
        String prompt,
        @Nullable String documentType,
        @Nullable String schema) {}
