package io.ingestio.models;

import io.ingestio.reader.DocumentText;
import java.nio.file.Path;

/**
 * A document as it is passed to a model.
 *
 * @param file the original bytes, untrusted
 * @param mimeType decided by those bytes: {@code application/pdf}, {@code image/jpeg}, {@code image/png}, {@code image/tiff} or {@code
 *     image/webp}
 * @param text has no words where there is no text layer (images, scans)
 */
public record DocumentContent(Path file, String mimeType, DocumentText text) {}
