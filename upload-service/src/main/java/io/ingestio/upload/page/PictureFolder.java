package io.ingestio.upload.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Where pictures lie in the object store: {@code pages/{userId}/{documentId}/{page}-{scale}}. */
final class PictureFolder {

    private PictureFolder() {}

    /** No two users share one, and none lies within another: slashes and dots of the name are encoded. */
    static String of(String userId) {
        String owner = URLEncoder.encode(userId, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace(".", "%2E");
        return "pages/" + owner + "/";
    }

    static String key(String userId, UUID documentId, int page, PictureScale scale) {
        return of(userId) + "%s/%d-%s".formatted(documentId, page, scale.name());
    }
}
