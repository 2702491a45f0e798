package io.ingestio.objectstore;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the objects of one user lie: {@code {root}/{userId}/}. */
public final class UserFolder {

    private UserFolder() {}

    /** No two users share one, and none lies within another: slashes and dots of the name are encoded. */
    public static String of(String root, String userId) {
        String owner = URLEncoder.encode(userId, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace(".", "%2E");
        return root + "/" + owner + "/";
    }
}
