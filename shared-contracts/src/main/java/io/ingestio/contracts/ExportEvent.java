package io.ingestio.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the export service publishes: the ends of exports, what people do with extracted data ({@link ReviewEvent}), and what may be
 * learnt from it.
 */
public sealed interface ExportEvent extends Event {

    /**
     * The file of an export can be fetched. Published once for each export, which is the key.
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

        @Override
        public String key() {
            return exportId.toString();
        }
    }

    /** A person changed the data of a document, or restored an earlier version: a new version, which is not confirmed. */
    @WireName("document.edited")
    record DocumentEdited(
            UUID batchId,
            UUID documentId,
            String userId,
            int run,
            int edit,
            int number,
            DataSummary summary,
            Instant editedAt)
            implements ExportEvent, ReviewEvent {
        public DocumentEdited {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(summary, "summary");
            Require.present(editedAt, "editedAt");
            Require.text(userId, "userId");
            Require.atLeast(1, run, "run");
            Require.atLeast(1, edit, "edit");
            Require.atLeast(1, number, "number");
        }

        @Override
        public boolean confirmed() {
            return false;
        }

        @Override
        public Instant reviewedAt() {
            return editedAt;
        }
    }

    /** A person confirmed this version of a document's data. It is confirmed until another version is the current one. */
    @WireName("document.confirmed")
    record DocumentConfirmed(
            UUID batchId,
            UUID documentId,
            String userId,
            int run,
            int edit,
            int number,
            @Nullable DataSummary summary,
            Instant confirmedAt)
            implements ExportEvent, ReviewEvent {
        public DocumentConfirmed {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(confirmedAt, "confirmedAt");
            Require.text(userId, "userId");
            Require.atLeast(1, run, "run");
            Require.atLeast(0, edit, "edit");
            Require.atLeast(1, number, "number");
        }

        @Override
        public boolean confirmed() {
            return true;
        }

        @Override
        public Instant reviewedAt() {
            return confirmedAt;
        }
    }

    /** A person withdrew the confirmation of this version. An edit or a redo ends it too, without this event. */
    @WireName("document.unconfirmed")
    record DocumentUnconfirmed(
            UUID batchId,
            UUID documentId,
            String userId,
            int run,
            int edit,
            int number,
            @Nullable DataSummary summary,
            Instant unconfirmedAt)
            implements ExportEvent, ReviewEvent {
        public DocumentUnconfirmed {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(unconfirmedAt, "unconfirmedAt");
            Require.text(userId, "userId");
            Require.atLeast(1, run, "run");
            Require.atLeast(0, edit, "edit");
            Require.atLeast(1, number, "number");
        }

        @Override
        public boolean confirmed() {
            return false;
        }

        @Override
        public Instant reviewedAt() {
            return unconfirmedAt;
        }
    }

    /**
     * A person corrected values of a document whose layout is known, and the user has agreed that corrections teach. Published only then.
     * The user is the key, as of {@link LearningChanged}.
     *
     * @param layout      of the document, as {@link ExtractionEvent.ExtractionCompleted#layout} has it
     * @param consent     the {@link LearningChanged#number} by which the user had agreed: after a greater one this is not kept
     * @param corrections {@value #MOST_CORRECTIONS} at most
     */
    @WireName("document.corrected")
    record DocumentCorrected(
            UUID batchId,
            UUID documentId,
            String userId,
            int run,
            int edit,
            String layout,
            int consent,
            List<Corrected> corrections,
            Instant correctedAt)
            implements ExportEvent {

        public static final int MOST_CORRECTIONS = 20;

        /** Longest value, as JSON, in characters. */
        public static final int MOST_CHARACTERS = 200;

        /**
         * A corrected value.
         *
         * @param field  the path without positions of items, such as {@code line_items.amount}
         * @param before JSON of a text, number or truth value; null where there was none
         * @param after  as before; null where the value was removed
         */
        public record Corrected(
                String field,
                @Nullable String before,
                @Nullable String after) {
            public Corrected {
                Require.present(field, "field");
                Require.atMost(MOST_CHARACTERS, before == null ? 0 : before.length(), "before");
                Require.atMost(MOST_CHARACTERS, after == null ? 0 : after.length(), "after");
            }
        }

        public DocumentCorrected {
            Require.present(batchId, "batchId");
            Require.present(documentId, "documentId");
            Require.present(corrections, "corrections");
            Require.present(correctedAt, "correctedAt");
            Require.text(userId, "userId");
            Require.text(layout, "layout");
            Require.atLeast(1, run, "run");
            Require.atLeast(1, edit, "edit");
            Require.atLeast(1, consent, "consent");
            Require.atMost(MOST_CORRECTIONS, corrections.size(), "corrections");
            corrections = List.copyOf(corrections);
        }

        @Override
        public String key() {
            return userId;
        }
    }

    /**
     * A user has agreed that corrections teach, or does not agree any more. Either way what was learnt before is to be deleted: nothing
     * is learnt from corrections of the time in between.
     *
     * @param number grows with each change of the user
     */
    @WireName("learning.changed")
    record LearningChanged(String userId, boolean enabled, int number, Instant changedAt) implements ExportEvent {
        public LearningChanged {
            Require.present(changedAt, "changedAt");
            Require.text(userId, "userId");
            Require.atLeast(1, number, "number");
        }

        @Override
        public String key() {
            return userId;
        }
    }
}
