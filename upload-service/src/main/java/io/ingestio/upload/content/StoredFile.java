package io.ingestio.upload.content;

import java.util.UUID;

/**
 * An accepted file.
 *
 * @param sha256 of its bytes, in hexadecimal
 */
public record StoredFile(
        UUID id, String filename, long sizeBytes, String mimeType, int pages, String objectKey, String sha256) {

    /** Of its bytes, which never change. */
    String etag() {
        return '"' + sha256 + '"';
    }
}
