package io.ingestio.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the export service publishes: the ends of exports. The export is the key. */
public sealed interface ExportEvent extends Event {

    UUID exportId();

    @Override
    default String key() {
        return exportId().toString();
    }

    /**
     * The file of an export can be fetched. Published once for each export.
     *
     * @param batchId   whose documents are in it; null where documents were named one by one, or several batches
     * @param format    csv, xlsx, json or jsonl
     * @param type      normal or multi_row
     * @param rows      below the header
     * @param sizeBytes of the file
     * @param documents those in the file; null in events that are older than this field, and where there are more than
     *     {@value #MOST_DOCUMENTS}
     */
    @WireName("export.completed")
    record ExportCompleted(
            UUID exportId,
            String userId,
            @Nullable UUID batchId,
            String format,
            String type,
            long rows,
            long sizeBytes,
            @Nullable List<Included> documents,
            Instant completedAt)
            implements ExportEvent {

        /** As many as an export may name: the event stays small. */
        public static final int MOST_DOCUMENTS = 1_000;

        /** A document in the file, with the run that its data are of. */
        public record Included(UUID documentId, int run) {
            public Included {
                Require.present(documentId, "documentId");
                Require.atLeast(1, run, "run");
            }
        }

        public ExportCompleted {
            Require.present(exportId, "exportId");
            Require.present(completedAt, "completedAt");
            Require.text(userId, "userId");
            Require.text(format, "format");
            Require.text(type, "type");
            Require.atLeast(0, rows, "rows");
            Require.atLeast(0, sizeBytes, "sizeBytes");
            documents = documents == null ? null : List.copyOf(documents);
        }
    }
}
