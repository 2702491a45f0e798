package io.ingestio.upload.file;

import io.ingestio.objectstore.ObjectStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts an accepted file where it stays: {@code batches/{userId}/{batchId}/{uuid}-{sanitised filename}}. */
@Component
public class StoreFile {

    private final ObjectStore objects;

    StoreFile(ObjectStore objects) {
        this.objects = objects;
    }

    /** @return the object's key; no part of it is chosen by the sender alone */
    public Mono<String> store(String userId, UUID batchId, ReceivedFile file, String mimeType) {
        String key = folder(userId) + "%s/%s-%s".formatted(batchId, UUID.randomUUID(), Filename.key(file.filename()));
        return objects.put(key, file.scratch(), mimeType).thenReturn(key);
    }

    /** Removes an object whose batch did not come to be. */
    public Mono<Void> delete(String key) {
        return objects.delete(key);
    }

    /** Removes files of all batches of a user; returns how many, up to {@code limit}. */
    public Mono<Long> deleteOfUser(String userId, int limit) {
        return objects.deleteUnder(folder(userId), Math.min(limit, ObjectStore.MOST_DELETED));
    }

    /** No two users share one, and none lies within another: slashes and dots of the name are encoded. */
    private static String folder(String userId) {
        String owner = URLEncoder.encode(userId, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace(".", "%2E");
        return "batches/" + owner + "/";
    }
}
