package io.ingestio.upload.batch;

import io.ingestio.upload.file.ReceivedFile;
import java.util.UUID;

/** A file of the submission after its inspection: a document with an id, accepted or rejected. */
sealed interface InspectedFile {

    UUID documentId();

    int position();

    ReceivedFile file();

    record Accepted(UUID documentId, int position, ReceivedFile file, String mimeType, int pages, String objectKey)
            implements InspectedFile {}

    record Rejected(UUID documentId, int position, ReceivedFile file, String code, String detail)
            implements InspectedFile {}
}
