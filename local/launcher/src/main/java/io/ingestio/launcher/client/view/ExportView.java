package io.ingestio.launcher.client.view;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to {@code GET /exports/{id}}, as far as this client reads it. */
public record ExportView(
        UUID id,
        @Nullable String status,
        @Nullable Integer rows,
        @Nullable Integer documentsDone,
        @Nullable Integer documentsOf,
        @Nullable Manifest manifest,
        @Nullable String errorCode,
        @Nullable String errorDetail) {

    /** What is in the file and what is not. */
    public record Manifest(
            int documents,
            int rows,
            int skippedDocuments,
            List<Skipped> skipped,
            int cutCells,
            List<Cut> cut,
            int replacedCells) {}

    /** A document that is not in the file. */
    public record Skipped(UUID documentId, @Nullable String filename, String code) {}

    /** A cell that has only the beginning of its text. */
    public record Cut(String filename, String sheet, long row, String column, int characters, int kept) {}

    public boolean isCompleted() {
        return "completed".equals(status);
    }

    public boolean isFailed() {
        return "failed".equals(status);
    }
}
