package io.ingestio.export.job;

import io.ingestio.export.data.BatchEnd;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is in the file, so that a reader can reconcile it with what was asked for.
 *
 * @param rows           below the header
 * @param batchDocuments how many documents the batch has, rejected files included; null if the batch had not ended, or for single
 *                       documents
 * @param missing        documents that were asked for by id but had no extracted data
 * @param note           a sentence about documents that are not in the file, or null
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

    /**
     * @param end of the batch; null while it has not ended, or for single documents
     */
    static Manifest of(ExportJob job, @Nullable BatchEnd end, List<String> headers, List<Included> included) {
        Set<UUID> present = new HashSet<>();
        included.forEach(document -> present.add(document.documentId()));
        List<UUID> named = job.documentIds() == null ? List.of() : job.documentIds();
        List<UUID> missing = named.stream().filter(id -> !present.contains(id)).toList();
        long rows = included.stream().mapToLong(Included::rows).sum();
        Integer batchDocuments = end == null ? null : end.documents();
        String note = job.batchId() == null ? noteOnDocuments(missing) : noteOnBatch(end, included.size());
        return new Manifest(included.size(), rows, batchDocuments, headers, job.arrayField(), included, missing, note);
    }

    private static @Nullable String noteOnDocuments(List<UUID> missing) {
        return missing.isEmpty() ? null : "The missing documents had no extracted data when the file was built.";
    }

    private static @Nullable String noteOnBatch(@Nullable BatchEnd end, int included) {
        if (end == null) {
            return "The batch had not ended when the file was built: documents extracted later are not in it.";
        }
        int left = end.documents() - included;
        return left == 0
                ? null
                : "%d of the %d documents of the batch have no extracted data and are not in it."
                        .formatted(left, end.documents());
    }
}
