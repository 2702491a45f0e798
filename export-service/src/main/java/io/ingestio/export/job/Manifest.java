package io.ingestio.export.job;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is in the file, so that it can be reconciled.
 *
 * @param rows      below the header
 * @param batchDocuments how many documents the batch has, rejected files too; null if it had not ended, or for single documents
 * @param missing   documents that were asked for by id but had no extracted data
 * @param note      what is to be known of documents that are not in the file, or null
 */
record Manifest(
        long documents,
        long rows,
        @Nullable Integer batchDocuments,
        List<String> columns,
        @Nullable String arrayField,
        List<Included> included,
        List<UUID> missing,
        @Nullable String note) {

    /** A document in the file. */
    record Included(UUID documentId, String filename, int version, int rows) {}
}
