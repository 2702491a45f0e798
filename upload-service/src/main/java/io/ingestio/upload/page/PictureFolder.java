package io.ingestio.upload.page;

import io.ingestio.objectstore.UserFolder;
import java.util.UUID;

/** Where pictures lie in the object store: {@code pages/{userId}/{documentId}/{page}-{scale}}. */
final class PictureFolder {

    private PictureFolder() {}

    static String of(String userId) {
        return UserFolder.of("pages", userId);
    }

    static String key(String userId, UUID documentId, int page, PictureScale scale) {
        return of(userId) + "%s/%d-%s".formatted(documentId, page, scale.name());
    }
}
