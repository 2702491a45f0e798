package io.ingestio.reader.child;

import io.ingestio.reader.FileType;
import io.ingestio.reader.RejectionCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A user's file and its type by its first bytes. */
record UntrustedFile(Path path, FileType type) {

    static UntrustedFile of(String file) throws RejectedFile {
        Path path = Path.of(file);
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(FileType.HEAD_BYTES);
            if (head.length == 0) {
                throw new RejectedFile(RejectionCode.EMPTY_FILE);
            }
            return new UntrustedFile(
                    path, FileType.of(head).orElseThrow(() -> new RejectedFile(RejectionCode.UNSUPPORTED_FILE_TYPE)));
        } catch (IOException e) {
            // The parent has checked that the file exists: it is gone by now, or not readable for this process.
            throw new RejectedFile(RejectionCode.UNSUPPORTED_FILE_TYPE, "The file could not be opened for reading.");
        }
    }
}
