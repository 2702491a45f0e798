package io.ingestio.export.data;

import java.util.UUID;

/**
 * A batch that has ended.
 *
 * @param documents of the submission, rejected files included
 * @param completed documents that were extracted
 */
public record BatchEnd(UUID batchId, String userId, int revision, int documents, int completed) {}
