package io.ingestio.models.offline.prompt;

import org.jspecify.annotations.Nullable;

/**
 * A field that the user named.
 *
 * @param key under which its value is given back
 * @param concept that a rule exists for; null where the field is only looked up as a label
 * @param label in the user's words
 */
public record FieldRequest(String key, @Nullable String concept, String label) {}
