package io.ingestio.export.selection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document that was wanted and is not in the file.
 *
 * @param filename null where it is not known
 * @param code     {@code not_confirmed}, {@code no_data}, {@code not_found}, {@code cancelled}, or why its extraction failed or its file
 *                 was rejected
 */
public record SkippedDocument(UUID documentId, @Nullable String filename, String code) {}
