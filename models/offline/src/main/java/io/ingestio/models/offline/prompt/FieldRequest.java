package io.ingestio.models.offline.prompt;

import org.jspecify.annotations.Nullable;

/**
 * A field that the user named.
 *
 * @param key of the value in the data
 * @param concept with a rule; null where the field is only looked up as a label
 * @param label in the user's words
 */
public record FieldRequest(String key, @Nullable String concept, String label) {}
