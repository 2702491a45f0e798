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
        String owner = URLEncoder.encode(userId, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace(".", "%2E");
        String key = "batches/%s/%s/%s-%s".formatted(owner, batchId, UUID.randomUUID(), Filename.key(file.filename()));
        return objects.put(key, file.scratch(), mimeType).thenReturn(key);
    }

    /** Removes an object whose batch did not come to be. */
    public Mono<Void> delete(String key) {
        return objects.delete(key);
    }
}
