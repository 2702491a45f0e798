package io.ingestio.upload.draft;

import io.ingestio.upload.batch.InspectedFile;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of a draft.
 *
 * @param length      bytes, as they were announced; after a {@code PUT}, those that came
 * @param offset      how many of them are stored
 * @param parts       in which they are stored; 0 once the file is whole
 * @param state       {@code expected}, {@code receiving}, {@code received} or {@code rejected}
 * @param damaged     whether there was more in the file than these pages
 * @param objectKey   of the whole file, where it was received
 * @param refusalCode where it was rejected
 */
public record DraftFile(
        UUID documentId,
        UUID draftId,
        int position,
        String filename,
        @Nullable String prompt,
        long length,
        long offset,
        int parts,
        String state,
        @Nullable Long sizeBytes,
        @Nullable String sha256,
        @Nullable String mimeType,
        @Nullable Integer pages,
        boolean damaged,
        @Nullable String objectKey,
        @Nullable String refusalCode,
        @Nullable String refusalDetail) {

    static final String EXPECTED = "expected";
    static final String REJECTED = "rejected";
    private static final String RECEIVED = "received";

    /** A file that has not come. */
    static DraftFile expected(
            UUID documentId, UUID draftId, int position, NewDraft.File file, @Nullable String prompt) {
        return of(documentId, draftId, position, file, prompt, EXPECTED, null, null);
    }

    /** A file whose announcement is enough to reject it. */
    static DraftFile rejected(
            UUID documentId,
            UUID draftId,
            int position,
            NewDraft.File file,
            @Nullable String prompt,
            String code,
            String detail) {
        return of(documentId, draftId, position, file, prompt, REJECTED, code, detail);
    }

    private static DraftFile of(
            UUID documentId,
            UUID draftId,
            int position,
            NewDraft.File file,
            @Nullable String prompt,
            String state,
            @Nullable String code,
            @Nullable String detail) {
        return new DraftFile(
                documentId,
                draftId,
                position,
                file.filename(),
                prompt,
                file.size(),
                0,
                0,
                state,
                null,
                null,
                null,
                null,
                false,
                null,
                code,
                detail);
    }

    /** Whether it was judged. */
    public boolean isWhole() {
        return isRejected() || state.equals(RECEIVED);
    }

    public boolean isRejected() {
        return state.equals(REJECTED);
    }

    /** The file as a document of a batch, at a position. */
    InspectedFile inspected(int at) {
        if (isRejected()) {
            return new InspectedFile.Rejected(
                    documentId,
                    at,
                    filename,
                    Objects.requireNonNullElse(sizeBytes, length),
                    Objects.requireNonNull(refusalCode),
                    Objects.requireNonNullElse(refusalDetail, ""));
        }
        return new InspectedFile.Accepted(
                documentId,
                at,
                filename,
                Objects.requireNonNull(sizeBytes),
                Objects.requireNonNull(sha256),
                Objects.requireNonNull(mimeType),
                Objects.requireNonNull(pages),
                damaged,
                Objects.requireNonNull(objectKey));
    }
}
