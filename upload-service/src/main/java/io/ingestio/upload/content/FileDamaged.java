package io.ingestio.upload.content;

import java.util.UUID;

/** The object store's bytes are not those of the upload. */
final class FileDamaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FileDamaged(UUID documentId) {
        super("the stored file of document " + documentId + " is damaged", null, false, false);
    }
}
