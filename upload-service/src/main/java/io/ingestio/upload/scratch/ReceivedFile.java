package io.ingestio.upload.scratch;

import java.nio.file.Path;

/**
 * A file as it came in.
 *
 * @param sizeBytes all bytes that arrived, also those past the limit that were not kept
 * @param tooLarge  whether it passed the limit; the scratch file is then incomplete
 */
public record ReceivedFile(String filename, Path scratch, long sizeBytes, String sha256, boolean tooLarge) {}
