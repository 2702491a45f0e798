package io.ingestio.upload.batch;

import java.util.UUID;

/** A file of the submission after its inspection: a document with an id, accepted or rejected. */
public sealed interface InspectedFile {

    UUID documentId();

    /** Its place in the submission, from 0. */
    int position();

    String filename();

    long sizeBytes();

    /**
     * @param sha256  of the bytes, lower-case hex
     * @param damaged whether there was more in the file than these pages
     */
    record Accepted(
            UUID documentId,
            int position,
            String filename,
            long sizeBytes,
            String sha256,
            String mimeType,
            int pages,
            boolean damaged,
            String objectKey)
            implements InspectedFile {}

    /** @param detail a sentence the user can act on */
    record Rejected(UUID documentId, int position, String filename, long sizeBytes, String code, String detail)
            implements InspectedFile {}
}
