package io.ingestio.export.content;

import io.ingestio.export.data.BatchEnd;
import io.ingestio.export.format.CellChanges;
import io.ingestio.export.selection.Selection;
import io.ingestio.export.selection.SkippedDocument;
import io.ingestio.export.selection.Version;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is in the file, so that a reader can reconcile it with what was asked for: documents in the file and skipped ones are all that are
 * known of those asked for, and the rows of the documents are the rows of the file.
 *
 * @param rows             below the headers
 * @param batchDocuments   how many documents the batches have, rejected files included; null if one of them had not ended, or for single
 *                         documents
 * @param arrayField       whose items became rows; null for normal exports, and where each array has a sheet
 * @param sheets           of a workbook with a sheet for each array; else null
 * @param included         the first {@value #MOST_NAMED} documents in the file
 * @param missing          documents that were asked for by id and are not in the file
 * @param skipped          the first {@value #MOST_NAMED} documents that are not in the file, with the reason
 * @param cutCells         cells that have only the beginning of their text
 * @param cut              the first of them
 * @param replacedCells    cells in which characters that no file can hold became U+FFFD
 * @param note             a sentence about documents that are not in the file, or null
 */
public record Manifest(
        long documents,
        long rows,
        @Nullable Integer batchDocuments,
        List<String> columns,
        @Nullable String arrayField,
        @Nullable List<Sheet> sheets,
        List<Included> included,
        List<UUID> missing,
        long skippedDocuments,
        List<SkippedDocument> skipped,
        long cutCells,
        List<CellChanges.Cut> cut,
        long replacedCells,
        @Nullable String note) {

    private static final int MOST_NAMED = 10_000;

    /**
     * A document in the file.
     *
     * @param version the run
     * @param edit    0 for the run's result, else which edit of it
     */
    public record Included(UUID documentId, String filename, int version, int edit, long rows) {
        public Version current() {
            return new Version(documentId, version, edit);
        }
    }

    /** A sheet and how many rows it has below its header. */
    public record Sheet(String name, @Nullable String arrayField, long rows) {}

    /**
     * What a builder has written.
     *
     * @param columns of the file, or of its first sheet
     */
    public record Written(
            List<Included> included,
            List<String> columns,
            @Nullable String arrayField,
            @Nullable List<Sheet> sheets,
            CellChanges changes) {
        public long rows() {
            return included.stream().mapToLong(Included::rows).sum();
        }
    }

    /**
     * @param ends of the batches that have ended; none for single documents
     */
    public static Manifest of(
            Selection selection, List<BatchEnd> ends, Written written, List<SkippedDocument> skipped) {
        List<Included> included = written.included();
        boolean allEnded = selection.batchIds() != null
                && ends.size() == selection.batchIds().size();
        int batchDocuments = ends.stream().mapToInt(BatchEnd::documents).sum();
        return new Manifest(
                included.size(),
                written.rows(),
                allEnded ? batchDocuments : null,
                written.columns(),
                written.arrayField(),
                written.sheets(),
                first(included),
                selection.documentIds() == null
                        ? List.of()
                        : skipped.stream().map(SkippedDocument::documentId).toList(),
                skipped.size(),
                first(skipped),
                written.changes().cut(),
                written.changes().named(),
                written.changes().replacedCells(),
                selection.documentIds() != null
                        ? noteOnDocuments(skipped)
                        : noteOnBatches(allEnded, batchDocuments, included.size()));
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), MOST_NAMED));
    }

    private static @Nullable String noteOnDocuments(List<SkippedDocument> skipped) {
        return skipped.isEmpty()
                ? null
                : "The missing documents had no extracted data when the file was built, or were not confirmed.";
    }

    private static @Nullable String noteOnBatches(boolean allEnded, int documents, int included) {
        if (!allEnded) {
            return "A batch had not ended when the file was built: documents extracted later are not in it.";
        }
        int left = documents - included;
        return left <= 0
                ? null
                : "%d of the %d documents have no extracted data, or were left out, and are not in it."
                        .formatted(left, documents);
    }
}
