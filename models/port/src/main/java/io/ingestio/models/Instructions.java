package io.ingestio.models;

import org.jspecify.annotations.Nullable;

/**
 * What to extract.
 *
 * @param prompt in the user's plain words; never blank
 * @param documentType if known, such as {@code invoice}
 * @param schema JSON Schema that the data must satisfy; null if there is none
 * @param examples what people corrected in documents of the same sender; an engine that does not learn from them ignores them
 */
public record Instructions(
        String prompt,
        @Nullable String documentType,
        @Nullable String schema,
        CorrectionExamples examples) {

    /** Without examples. */
    public Instructions(String prompt, @Nullable String documentType, @Nullable String schema) {
        this(prompt, documentType, schema, CorrectionExamples.NONE);
    }
}
