package io.ingestio.export.data;

import java.util.UUID;

/**
 * A batch that has come to its end.
 *
 * @param documents of the submission, rejected files too
 * @param completed those that were extracted
 */
public record BatchEnd(UUID batchId, String userId, int revision, int documents, int completed) {}
