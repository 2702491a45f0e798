package io.ingestio.export.request;

import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportType;
import io.ingestio.objectstore.UserFolder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export to be queued.
 *
 * @param documentIds null for all of the batch
 * @param arrayField  whose items become rows; null for {@link ExportType#NORMAL}
 * @param objectKey   that the files of its attempts are named after
 * @param filename    that a browser saves the file as
 */
public record NewExport(
        UUID id,
        String userId,
        @Nullable UUID batchId,
        @Nullable List<UUID> documentIds,
        ExportFormat format,
        ExportType type,
        @Nullable String arrayField,
        String objectKey,
        String filename) {

    static NewExport of(UUID id, String userId, ExportRequest request, @Nullable String arrayField) {
        String extension = "." + request.format().wireName();
        return new NewExport(
                id,
                userId,
                request.batchId(),
                request.documentIds(),
                request.format(),
                request.type(),
                arrayField,
                prefix(userId) + id + extension,
                "ingestio-" + id.toString().substring(0, 8) + extension);
    }

    /** Of the files of all exports of a user, and of nothing else. */
    public static String prefix(String userId) {
        return UserFolder.of("exports", userId);
    }
}
