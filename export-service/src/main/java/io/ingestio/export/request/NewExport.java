package io.ingestio.export.request;

import io.ingestio.export.selection.WantedExport;
import io.ingestio.objectstore.UserFolder;
import java.util.UUID;

/**
 * An export to be queued.
 *
 * @param fingerprint of what it would be made of now
 * @param objectKey   that the files of its attempts are named after
 * @param filename    that a browser saves the file as
 */
public record NewExport(
        UUID id, String userId, WantedExport wanted, String fingerprint, String objectKey, String filename) {

    static NewExport of(UUID id, String userId, WantedExport wanted, String fingerprint) {
        String extension = "." + wanted.format().wireName();
        return new NewExport(
                id,
                userId,
                wanted,
                fingerprint,
                prefix(userId) + id + extension,
                "ingestio-" + id.toString().substring(0, 8) + extension);
    }

    /** Of the files of all exports of a user, and of nothing else. */
    public static String prefix(String userId) {
        return UserFolder.of("exports", userId);
    }
}
