package io.ingestio.upload.draft;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A draft as its user sees it. */
record DraftView(
        UUID id,
        String status,
        @Nullable String name,
        String promptStrategy,
        @Nullable String globalPrompt,
        Instant createdAt,
        Instant expiresAt,
        List<File> documents) {

    /**
     * @param offset     bytes that have arrived
     * @param damaged    whether there was more in the file than these pages
     * @param code       why it was rejected
     * @param contentUrl where its bytes go
     */
    record File(
            UUID id,
            int position,
            String filename,
            long sizeBytes,
            String state,
            long offset,
            @Nullable String mimeType,
            @Nullable Integer pages,
            boolean damaged,
            @Nullable String code,
            @Nullable String detail,
            String contentUrl) {}

    static DraftView of(Draft draft, List<DraftFile> files) {
        return new DraftView(
                draft.id(),
                draft.isSubmitted() ? "submitted" : "pending_upload",
                draft.name(),
                draft.promptStrategy(),
                draft.globalPrompt(),
                draft.createdAt(),
                draft.expiresAt(),
                files.stream().map(DraftView::file).toList());
    }

    private static File file(DraftFile file) {
        Long size = file.sizeBytes();
        return new File(
                file.documentId(),
                file.position(),
                file.filename(),
                size == null ? file.length() : size,
                file.state(),
                file.offset(),
                file.mimeType(),
                file.pages(),
                file.damaged(),
                file.refusalCode(),
                file.refusalDetail(),
                "/api/v1/batches/%s/documents/%s/content".formatted(file.draftId(), file.documentId()));
    }
}
