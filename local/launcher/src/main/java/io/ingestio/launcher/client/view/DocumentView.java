package io.ingestio.launcher.client.view;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One document of {@code GET /batches/{id}/documents}, as far as this client reads it. */
public record DocumentView(
        UUID id,
        @Nullable String filename,
        int run,
        String status,
        @Nullable Integer pages,
        @Nullable String documentType,
        @Nullable String errorCode,
        @Nullable String errorMessage) {

    public boolean isCompleted() {
        return status.equals("completed") || status.equals("confirmed");
    }

    /** The name it was uploaded under. */
    public String name() {
        return filename == null ? id.toString() : filename;
    }

    /** A page of documents. */
    public record Page(List<DocumentView> items, @Nullable String nextCursor) {}
}
